import { clusterAmong } from "../leftovers/clusters";
import type { Leftover, Owner } from "../leftovers/find";
import { fateOf } from "../leftovers/remove";

const FATES = {
    removable: "",
    data: "  (holds data)",
    unknown: "  (look at it yourself)",
} as const;

/** When leftovers are told. */
export type Occasion =
    | { readonly when: "looked" | "asking" }
    /** `failed`: why something could not be removed, by ARN. @default nothing failed */
    | { readonly when: "removed"; readonly failed?: ReadonlyMap<string, string> };

/** What is left of a stack, a line each, and what to do about it. */
export function leftoversText(owner: Owner, leftovers: readonly Leftover[], occasion: Occasion): string {
    const { stack, cluster, region, account, copyRegion } = owner;
    const own = `account ${account}, ${region}`;
    const place = `${own}${copyRegion === undefined ? "" : `, copies of backups in ${copyRegion}`}`;
    const whose = `a tag of the stack ${stack} or of its cluster ${cluster}`;
    if (leftovers.length === 0) {
        return `Nothing in ${place}, bears ${whose}.\n${LIMIT}`;
    }
    const failed = (occasion.when === "removed" && occasion.failed) || new Map<string, string>();
    const lines = leftovers.map((leftover) => {
        const { arn, service, kind, id, name } = leftover;
        const called = name === undefined ? "" : ` ${name}`;
        const why = failed.get(arn);
        return `  ${service} ${kind} ${id}${called}${FATES[fateOf(leftover)]}${why === undefined ? "" : `\n    ${why}`}\n`;
    });
    return occasion.when === "asking"
        ? `${leftovers.length} would be removed from ${own}:\n${lines.join("")}`
        : `${leftovers.length} in ${place}, bear ${whose}:\n${lines.join("")}${nextStep(stack, leftovers, failed)}${LIMIT}`;
}

/** AWS's index of tags has policies and identity providers, but not everything. */
const LIMIT =
    "Not asked for: what bears no tag, and IAM roles, which AWS lists by no tag: aws iam list-roles. Other regions were not looked at.\n";

function nextStep(stack: string, leftovers: readonly Leftover[], failed: ReadonlyMap<string, string>): string {
    const there = clusterAmong(leftovers);
    if (there !== undefined) {
        return `The cluster ${there} is there: these may not be leftovers, but what it uses, and what a destroy has to remove.\n`;
    }
    const command = `npm run platform -- leftovers ${stack} --delete`;
    const fates = new Set(leftovers.map(fateOf));
    const next =
        failed.size > 0
            ? "see why above, mend that, and run it again"
            : fates.has("removable")
              ? `${command} removes what holds no data, with --with-data volumes and snapshots, too`
              : fates.has("data")
                ? `${command} --with-data removes volumes and snapshots, with what is on them`
                : "look at these yourself: no command here removes them";
    return `Next step: ${next}.\nAWS goes on listing for some time what is gone; a key that waits for its deletion stays for its window.\n`;
}
