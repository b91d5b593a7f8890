import { DIGEST, HOST, REPOSITORY, TAG } from "../../core/facts/kubernetes/image";
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
function namesRegistry(text: string): string {
    return `${text}.matches(${celPattern(NAMES_REGISTRY)})`;
}

/** CEL of the tag with its colon, or an empty text. */
export function tagOf(text: string): string {
    return `${text}.split("@")[0].find(":[^/]*$")`;
}

/** CEL of the registry with the path, spelt out as runtimes do: `docker.io/library/nginx` for `nginx`. */
export function nameOf(text: string): string {
    const host = `n.split("/")[0].lowerAscii()`;
    const rest = `n.substring(n.indexOf("/"))`;
    return [
        `[${text}.split("@")[0]]`,
        `.map(n, n.substring(0, n.size() - n.find(":[^/]*$").size()))`,
        `.map(n, ${namesRegistry("n")} ? ${host} + ${rest} : "docker.io/" + n)`,
        `.map(n, n.startsWith("index.docker.io/") ? "docker.io" + ${rest} : n)`,
        `.map(n, n.matches("^docker\\\\.io/[^/]+$") ? "docker.io/library" + ${rest} : n)[0]`,
    ].join("");
}
