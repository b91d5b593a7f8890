import type { Severity } from "../model/rule";
import type { Judged } from "./judged";

const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

/**
 * Of all findings about one and the same thing, such as a volume, the one that weighs most: by its level, by the severity of
 * its rule, and then that of the later rule, because the rules of Pod Security, which say the least, come first.
 */
export function withoutRepeats(judged: readonly Judged[]): readonly Judged[] {
    const heaviest = new Map<string, Judged>();
    for (const one of judged) {
        const key = keyOf(one);
        const other = key === undefined ? undefined : heaviest.get(key);
        if (key !== undefined && (other === undefined || outweighs(one, other))) {
            heaviest.set(key, one);
        }
    }
    return judged.filter((one) => {
        const key = keyOf(one);
        return key === undefined || heaviest.get(key) === one;
    });
}

/** All findings are of one raw resource, in which paths differ; the objects of a release have paths of their own. */
function keyOf({ about, resource }: Judged): string | undefined {
    return about === undefined
        ? undefined
        : JSON.stringify([resource?.kind, resource?.namespace, resource?.name, about]);
}

function outweighs(one: Judged, other: Judged): boolean {
    const difference = weightOf(one) - weightOf(other);
    return difference === 0 ? one.rule !== other.rule : difference > 0;
}

function weightOf({ level, rule }: Judged): number {
    return (level === "mandatory" ? SEVERITIES.length : 0) + SEVERITIES.indexOf(rule.severity);
}
