import type { Chart } from "./chart";

/** What a release says of where Helm finds its chart. */
export interface ChartInputs {
    /** The chart's name, address or path. */
    readonly chart: string;
    /** The repository that the name belongs to. @default none: the chart is an address or a path */
    readonly repository?: string;
}

/**
 * Where a chart comes from, given the stack's mirror.
 *
 * @param chart the pinned chart
 * @param mirror a repository (`https://`), a registry (`oci://`) or a folder of packaged charts. @default the chart's own repository
 */
export function chartInputs(chart: Chart, mirror?: string): ChartInputs {
    const source = (mirror ?? chart.repository).replace(/\/+$/, "");
    if (source.startsWith("oci://")) {
        return { chart: `${source}/${chart.name}` };
    }
    if (source.startsWith("https://")) {
        return { chart: chart.name, repository: source };
    }
    return { chart: `${source}/${chart.name}-${chart.version}.tgz` };
}
