import { CHARTS } from "../../components/addons";
import { stackCharts as pinnedCharts } from "../../components/addons/stack-addons";
import type { PlatformConfig } from "../../components/config";
import { chartInputs } from "../../components/releases/chart-inputs";
import { findChart, referenceOf } from "../../policies/sources/find-chart";
import { type ChartReference, labelOf } from "../../toolchain/helm/cache";

/** How the cache knows the pinned charts that come from a mirror, or from their own repositories; none for a mirror that is a folder. */
export function pinnedReferences(mirror: string | undefined): readonly ChartReference[] {
    return CHARTS.flatMap((chart) => {
        const source = chartInputs(chart, mirror);
        return referenceOf(source.chart, source.repository, chart.version) ?? [];
    });
}

/** What there is to say of a stack's charts. */
export interface StackCharts {
    /** Those that are not on this machine, so that no policy sees what they install. */
    readonly missing: readonly string[];
    /** API groups whose CustomResourceDefinitions stay in the cluster when the stack is destroyed. */
    readonly leftGroups: readonly string[];
}

/** What there is to say of a stack's charts before its engine is asked. */
export async function stackCharts(config: PlatformConfig): Promise<StackCharts> {
    // A cluster of the stack's own goes with everything in it.
    const left = config.kind === "eks" ? [] : pinnedCharts(config).flatMap(({ crdGroups = [] }) => crdGroups);
    return { missing: await missingCharts(config), leftGroups: left };
}

async function missingCharts(config: PlatformConfig): Promise<readonly string[]> {
    const missing: string[] = [];
    for (const chart of pinnedCharts(config)) {
        const { chart: name, repository } = chartInputs(chart, config.helm.mirror);
        const release = { chart: name, version: chart.version, repositoryOpts: { repo: repository } };
        if ((await findChart(release, false)).problem !== undefined) {
            missing.push(labelOf(chart));
        }
    }
    return missing;
}
