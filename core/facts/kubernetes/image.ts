/** The parts of a container image reference. */
export interface ImageReference {
    /** Registry host with port, `docker.io` when the reference names none. */
    readonly registry: string;
    /** Path in the registry, `library/nginx` for `nginx`. */
    readonly repository: string;
    /** Absent where the reference names none; runtimes then take `latest`. */
    readonly tag?: string;
    /** For example `sha256:` with 64 hexadecimal digits. */
    readonly digest?: string;
}

/** The parts of a reference, each in full. */
export const DIGEST = /^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/;
export const TAG = /^\w[\w.-]{0,127}$/;
export const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
export const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::\d+)?$/;

/**
 * Reads a reference as container runtimes do: a colon before the last slash is the registry's port, not a tag.
 *
 * @returns `undefined` when the text is no image reference.
 * @see https://github.com/distribution/reference
 */
export function parseImage(text: string): ImageReference | undefined {
    const [named = "", digest, ...rest] = text.split("@");
    if (rest.length > 0 || (digest !== undefined && !DIGEST.test(digest))) {
        return undefined;
    }
    const slash = named.lastIndexOf("/");
    const colon = named.indexOf(":", slash + 1);
    const name = colon < 0 ? named : named.slice(0, colon);
    const tag = colon < 0 ? undefined : named.slice(colon + 1);
    const { registry, repository } = splitRegistry(name);
    if (!HOST.test(registry) || !REPOSITORY.test(repository) || (tag !== undefined && !TAG.test(tag))) {
        return undefined;
    }
    return {
        registry,
        repository,
        ...(tag !== undefined && { tag }),
        ...(digest !== undefined && { digest }),
    };
}

/** The first part is a registry only when it looks like a host; `docker.io` is what runtimes assume. */
function splitRegistry(name: string): { registry: string; repository: string } {
    const slash = name.indexOf("/");
    const first = slash < 0 ? "" : name.slice(0, slash);
    const isHost = /[.:[]/.test(first) || first === "localhost" || first !== first.toLowerCase();
    const registry = isHost ? first.toLowerCase() : "docker.io";
    const path = isHost ? name.slice(slash + 1) : name;
    const canonical = registry === "index.docker.io" ? "docker.io" : registry;
    return {
        registry: canonical,
        repository: canonical === "docker.io" && !path.includes("/") ? `library/${path}` : path,
    };
}

/** Names of channels and variants, which publishers move with each release; in lower case. */
export const MOVING_TAGS: readonly string[] = [
    ...["latest", "stable", "edge", "canary", "nightly", "dev", "develop", "main", "master", "mainline", "lts"],
    ...["alpine", "slim", "bookworm", "trixie", "bullseye", "jammy", "noble"],
];

/** Whether the reference may name another image tomorrow: it has neither a digest nor a tag that stays. */
export function isMoving({ tag, digest }: ImageReference, movingTags = MOVING_TAGS): boolean {
    return digest === undefined && (tag === undefined || movingTags.includes(tag.toLowerCase()));
}

/** Whether the reference always names the same image, see {@link isMoving}. */
export function isPinned(reference: string): boolean {
    const image = parseImage(reference);
    return image !== undefined && !isMoving(image);
}

/** The image's version as a valid label value: the tag, or else the first digits of the digest; undefined without either. */
export function imageVersion(reference: string): string | undefined {
    const image = parseImage(reference);
    const version = image?.tag ?? image?.digest?.slice("sha256:".length, "sha256:".length + 12);
    return version?.slice(0, 63).replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "") || undefined;
}
