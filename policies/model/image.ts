import type { ImageReference } from "../../core/facts/kubernetes/image";
import { VARIABLE } from "./variables";
import { wildcard } from "./wildcard";

/**
 * True when a pattern names the image's registry, or a path in it: `public.ecr.aws`, `docker.io/library`,
 * `*.dkr.ecr.eu-west-1.amazonaws.com/team-*`. Parts are compared whole, so that `ecr.aws` does not name `ecr.aws.evil.io`,
 * and `*` stands for any text within one part.
 */
export function isFrom(image: ImageReference, pattern: string): boolean {
    const wanted = pattern.replace(/\/+$/, "").split("/");
    const parts = [image.registry, ...image.repository.split("/")];
    return wanted.every((part, index) => {
        const actual = parts[index];
        return actual !== undefined && (index === 0 ? matchesHost(part, actual) : wildcard(part).test(actual));
    });
}

/** A wildcard in a host stands for one label, as in a certificate. */
function matchesHost(pattern: string, host: string): boolean {
    const labels = host.split(".");
    const wanted = pattern.toLowerCase().split(".");
    return wanted.length === labels.length && wanted.every((label, index) => wildcard(label).test(labels[index] ?? ""));
}

/** Inputs of tools that write the image when they render or inject, each with what the tool does. */
const PLACEHOLDERS: readonly (readonly [pattern: RegExp, tool: string])[] = [
    [/^ko:\/\//, "ko writes the image that it builds, by digest (ko resolve -f FILE | platform check)"],
    [/^auto$/, "Istio's injector writes the image of its proxy"],
    [VARIABLE, "a tool writes the value of a variable"],
];

/** Who writes the image in place of a text that is none yet; `undefined` for every other text. */
export function replacedBy(image: string): string | undefined {
    return PLACEHOLDERS.find(([pattern]) => pattern.test(image))?.[1];
}
