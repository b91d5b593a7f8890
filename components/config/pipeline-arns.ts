import type { ParsedSections } from "./sections";

/** What the section `pipeline` names by ARN, with the place of each. */
export function pipelineArns(pipeline: ParsedSections["pipeline"]): (readonly [path: PropertyKey[], arn: string])[] {
    const { github, state, permissionsBoundary } = pipeline ?? {};
    return [
        ...(github?.provider === undefined ? [] : [[["github", "provider"], github.provider] as const]),
        ...(state?.keys ?? []).map((arn, index) => [["state", "keys", index], arn] as const),
        ...(permissionsBoundary === undefined ? [] : [[["permissionsBoundary"], permissionsBoundary] as const]),
    ].map(([path, arn]) => [[...path], arn]);
}
