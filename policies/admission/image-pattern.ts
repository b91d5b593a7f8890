import { DIGEST, HOST, REPOSITORY, TAG } from "../../components/workloads/image";
import { celPattern } from "./cel";

const part = ({ source }: RegExp) => `(?:${source.replaceAll("^", "").replaceAll("$", "")})`;

const WHOLE = new RegExp(`^(?:${part(HOST)}/)?${part(REPOSITORY)}(?::${part(TAG)})?(?:@${part(DIGEST)})?$`);
const NAMES_REGISTRY = /^(?:[^/@]*[.:[A-Z][^/@]*|localhost)\//;
const GOOD_REGISTRY = new RegExp(`^${part(HOST)}/`);

/** CEL of whether a text is an image reference, as `parseImage` reads it. */
export function isImage(text: string): string {
    return `${text}.matches(${celPattern(WHOLE)}) && (!${namesRegistry(text)} || ${text}.matches(${celPattern(GOOD_REGISTRY)}))`;
}

/** CEL of whether the first part of an image reference is a registry. */
export function namesRegistry(text: string): string {
    return `${text}.matches(${celPattern(NAMES_REGISTRY)})`;
}

/** CEL of the tag with its colon, or an empty text. */
export function tagOf(text: string): string {
    return `${text}.split("@")[0].find(":[^/]*$")`;
}

/** CEL of the registry with the path, spelt out as runtimes do: `docker.io/library/nginx` for `nginx`. */
export function nameOf(text: string): string {
    const bare = `${text}.split("@")[0].replace(${text}.split("@")[0].find(":[^/]*$"), "")`;
    return (
        `[${bare}].map(n, ${namesRegistry("n")} ? ` +
        `n.split("/")[0].lowerAscii().replace("index.docker.io", "docker.io") + n.substring(n.indexOf("/")) : ` +
        `"docker.io/" + n).map(n, n.matches("^docker\\\\.io/[^/]+$") ? n.replace("docker.io/", "docker.io/library/") : n)[0]`
    );
}
