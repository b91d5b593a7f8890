import { groupBy } from "../../core/group-by";
import type { PlannedDrain } from "../engine/drain/plan";

/** Beyond as many names nobody reads. */
const MOST_NAMES = 10;

/** What a drain will delete, a line for each kind in the order of the drain; nothing where there is nothing. */
export function foreignLines({ foreign, volumes }: Pick<PlannedDrain, "foreign" | "volumes">): readonly string[] {
    const lines = [...groupBy(foreign, ({ kind }) => kind)].map(([kind, objects]) => {
        const names = objects.map(({ metadata: { namespace, name } }) =>
            namespace === undefined ? `${name}` : `${namespace}/${name}`,
        );
        const isHolding = kind === "PersistentVolumeClaim" && volumes > 0;
        const data = isHolding
            ? ` (${volumes} ${volumes === 1 ? "volume is" : "volumes are"} deleted with all data)`
            : "";
        return `  ${objects.length} ${kind}: ${shortened(names)}${data}`;
    });
    const heading = "In the cluster and not the stack's, to be deleted first with what it has in AWS:";
    return lines.length === 0 ? [] : [heading, ...lines];
}

/** The first of some names, and how many more there are. */
export function shortened(names: readonly string[]): string {
    const more = names.length - MOST_NAMES;
    return `${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
