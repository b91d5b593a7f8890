import { type ChartSource, chartSource } from "../../core/chart-source";
import { userFolders } from "./user-folders";
import type { Value } from "./value";

/** {@link chartSource} of a release; `undefined` where its chart, or the repository that decides, is not known. */
export function chartSourceOf(release: Value): ChartSource | undefined {
    const chart = release.key("chart").text;
    const repository = release.at("repositoryOpts.repo");
    if (chart === undefined || (!chart.trim().startsWith("oci://") && repository.isUnknown)) {
        return undefined;
    }
    return chartSource(chart, repository.isUnknown ? "" : repository.text, userFolders());
}
