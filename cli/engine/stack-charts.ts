import type { PlatformConfig } from "../../components/config";
import { chartSource } from "../../components/releases/chart-source";
import { CHARTS, type Chart } from "../../components/releases/charts";
import { chartsOf } from "../../components/releases/stack-charts";
import { findChart, referenceOf } from "../../policies/sources/find-chart";
import { type ChartReference, labelOf } from "../../toolchain/helm/cache";

/** How the cache knows the pinned charts that come from a mirror, or from their own repositories; none for a mirror that is a folder. */
export function pinnedReferences(mirror: string | undefined): readonly ChartReference[] {
    return Object.values<Chart>(CHARTS).flatMap((chart) => {
        const source = chartSource(chart, mirror);
        return referenceOf(source.chart, source.repository, chart.version) ?? [];
    });
}

/** The charts of a stack that are not on this machine, so that no policy sees what they install. */
export async function missingCharts(config: PlatformConfig): Promise<readonly string[]> {
    const missing: string[] = [];
    for (const chart of chartsOf(config)) {
        const { chart: name, repository } = chartSource(chart, config.helm.mirror);
        const release = { chart: name, version: chart.version, repositoryOpts: { repo: repository } };
        if ((await findChart(release, false)).problem !== undefined) missing.push(labelOf(chart));
    }
    return missing;
}
