/** The parts of a container image reference, as the OCI distribution grammar divides it. */
export interface ImageReference {
    /** Everything before tag and digest, with the registry when one is written. */
    readonly repository: string;
    readonly tag?: string;
    /** With its algorithm: `sha256:...`. */
    readonly digest?: string;
}

const PATH = /^[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*$/;
const HOST = /^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]{1,5})?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^sha256:[a-f0-9]{64}$/;

/**
 * Divides an image reference; undefined when it is not one. The colon of a registry's port is not a tag's:
 * `registry:5000/app` has no tag.
 *
 * @see https://github.com/distribution/reference/blob/main/reference.go
 */
export function parseImage(reference: string): ImageReference | undefined {
    const [named = "", digest, ...rest] = reference.split("@");
    if (rest.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return undefined;
    const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
    const repository = colon < 0 ? named : named.slice(0, colon);
    const tag = colon < 0 ? undefined : named.slice(colon + 1);
    if (tag !== undefined && !TAG.test(tag)) return undefined;
    if (!isRepository(repository)) return undefined;
    return { repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

function isRepository(repository: string): boolean {
    const [first = "", ...others] = repository.split("/");
    const hasHost = others.length > 0 && (/[.:]/.test(first) || first === "localhost");
    const path = hasHost ? others : [first, ...others];
    return (!hasHost || HOST.test(first)) && path.every((component) => PATH.test(component));
}

/** Whether the reference always names the same image: by digest, or by a tag other than `latest`. */
export function isPinned(reference: string): boolean {
    const image = parseImage(reference);
    if (!image) return false;
    return image.digest !== undefined || (image.tag !== undefined && image.tag.toLowerCase() !== "latest");
}

/** The image's version as a valid label value: the tag, or else the first digits of the digest; undefined without either. */
export function imageVersion(reference: string): string | undefined {
    const image = parseImage(reference);
    const version = image?.tag ?? image?.digest?.slice("sha256:".length, "sha256:".length + 12);
    return version?.slice(0, 63).replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "") || undefined;
}
