import { hasCluster, type Leftover, type Owner } from "../leftovers/find";
import { fateOf } from "../leftovers/remove";

const FATES = {
    removable: "",
    data: "  (holds data)",
    unknown: "  (look at it yourself)",
} as const;

/** What is left of a stack, a line each, and what to do about it. */
export function leftoversText(
    owner: Owner,
    leftovers: readonly Leftover[],
    failed: ReadonlyMap<Leftover, string> = new Map(),
): string {
    const { stack, cluster, region } = owner;
    if (leftovers.length === 0) {
        return `Nothing in ${region} bears a tag of the stack ${stack} or of its cluster ${cluster}.\n`;
    }
    const lines = leftovers.map((leftover) => {
        const { service, kind, id, name } = leftover;
        const called = name === undefined ? "" : ` ${name}`;
        const why = failed.get(leftover);
        return `  ${service} ${kind} ${id}${called}${FATES[fateOf(leftover)]}${why === undefined ? "" : `\n    ${why}`}\n`;
    });
    const next = hasCluster(leftovers, owner)
        ? `The cluster is there: these are not leftovers, but what a destroy has to remove.\n`
        : `Next step: npm run platform -- leftovers ${stack} --delete removes what holds no data, with --with-data volumes and snapshots, too.\n` +
          "AWS goes on listing for some time what is gone; a key that waits for its deletion stays for its window.\n";
    return `${leftovers.length} in ${region} bear a tag of the stack ${stack} or of its cluster ${cluster}:\n${lines.join("")}${next}`;
}
