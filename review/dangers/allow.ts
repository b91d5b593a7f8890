import { wildcard } from "../../policies/model/wildcard";
import type { Danger } from "../model/danger";

/** The dangers, with those allowed that take data along and whose URN a pattern names; `*` stands for any text. */
export function allowDangers(dangers: readonly Danger[], patterns: readonly string[]): readonly Danger[] {
    return dangers.map((danger) => ({
        ...danger,
        isAllowed: danger.isStateful && patterns.some((pattern) => wildcard(pattern).test(danger.urn)),
    }));
}

/** The dangers that nobody has allowed, because of which a command fails. */
export function notAllowed(dangers: readonly Danger[]): readonly Danger[] {
    return dangers.filter(({ isStateful, isAllowed }) => isStateful && !isAllowed);
}

/** Patterns that name no danger that would have to be allowed: misspelt, or of no use any more. */
export function idlePatterns(dangers: readonly Danger[], patterns: readonly string[]): readonly string[] {
    const stateful = dangers.filter(({ isStateful }) => isStateful);
    return patterns.filter((pattern) => !stateful.some(({ urn }) => wildcard(pattern).test(urn)));
}
