import { ADDONS } from "../../../components/addons";
import { knownChart } from "../../../core/facts/newest";
import { inputAt, textOf } from "../../stack-resource";
import { type RowsOf, withState } from "../row";

/** The charts of Helm releases. Charts have no end of support; what they install may have. */
export const chartRows: RowsOf = (resources, today) =>
    resources
        .filter(({ type }) => type === "kubernetes:helm.sh/v3:Release")
        .flatMap((release) => {
            const name = textOf(inputAt(release, "chart"));
            const pinned = textOf(inputAt(release, "version"));
            if (name === undefined || pinned === undefined) {
                return [];
            }
            const known = knownChart(name);
            const addon = ADDONS.find(({ chart, crds }) => chart.name === name || crds?.name === name);
            const note = known?.newest && addon?.chart.name === name ? addon.upgradeNotes?.[known.newest] : undefined;
            const row = {
                ...({ kind: "chart", name, pinned } as const),
                movesWith: partners(name),
                ...(known?.newest !== undefined && { newest: known.newest, asOf: known.lastVerified }),
                ...(note !== undefined && { note }),
            };
            return [withState(row, today)];
        });

/** A chart and that of its CustomResourceDefinitions have one version, and the definitions go first. */
function partners(name: string): string[] {
    return ADDONS.flatMap(({ chart, crds }) => {
        if (!crds || (chart.name !== name && crds.name !== name)) {
            return [];
        }
        return [crds.name, chart.name];
    }).filter((partner) => partner !== name);
}
