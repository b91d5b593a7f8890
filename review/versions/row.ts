import semver from "semver";
import { daysUntil, NOTICE_DAYS } from "../../core/facts/kubernetes/versions";
import type { VersionRow } from "../model/version";
import type { StackResource } from "../stack-resource";

/** What finds the versions of one kind among the resources of a stack. */
export type RowsOf = (resources: readonly StackResource[], today: Date) => readonly VersionRow[];

/**
 * A row with how urgent it is: support that has ended or ends soon goes before anything newer.
 *
 * @param version the part of what is pinned that says how old it is
 */
export function withState(row: Omit<VersionRow, "state">, today: Date, version = row.pinned): VersionRow {
    return { ...row, state: stateOf(row, version, today) };
}

function stateOf(
    { newest, supportEnds }: Omit<VersionRow, "state">,
    version: string,
    today: Date,
): VersionRow["state"] {
    const days = supportEnds === undefined ? undefined : daysUntil(supportEnds, today);
    if (days !== undefined && days <= NOTICE_DAYS) {
        return days <= 0 ? "ended" : "ending";
    }
    if (newest === undefined) {
        return supportEnds === undefined ? "unknown" : "current";
    }
    return isNewer(newest, version) ? "behind" : "current";
}

/** Whether one version comes after another; versions of which one cannot be read are compared as texts are. */
export function isNewer(one: string, other: string): boolean {
    const [first, second] = [readVersion(one), readVersion(other)];
    return first && second ? semver.gt(first, second) : one !== other;
}

/** A version of Kubernetes has two parts, one of EKS a build that counts. */
function readVersion(text: string): semver.SemVer | null {
    return semver.parse(text, { loose: true }) ?? semver.coerce(text);
}
