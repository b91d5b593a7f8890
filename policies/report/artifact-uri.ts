import { isAbsolute, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ArtifactLocation } from "sarif";

/** A file as SARIF names it: below the root with forward slashes, outside of it with its full address. */
export function artifactUri(file: string, root: string): ArtifactLocation {
    if (file === "-") {
        return { uri: "stdin" };
    }
    const path = relative(root, resolve(file));
    const segments = path.split(/[\\/]/);
    if (isAbsolute(path) || segments[0] === "..") {
        return { uri: pathToFileURL(resolve(file)).href };
    }
    return { uri: segments.map(encode).join("/"), uriBaseId: "%SRCROOT%" };
}

/** Halves of surrogate pairs, which no address can hold, become the replacement character. */
function encode(segment: string): string {
    return encodeURIComponent(Buffer.from(segment).toString());
}
