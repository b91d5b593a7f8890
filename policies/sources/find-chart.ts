import { existsSync } from "node:fs";
import { CHARTS } from "../../components/addons";
import type { Chart } from "../../components/releases/chart";
import { chartSource } from "../../core/chart-source";
import type { DataObject } from "../../core/data";
import type { Outcome } from "../../core/outcome";
import { type ChartReference, cachedChart, labelOf } from "../../toolchain/helm/cache";
import { fetchChart } from "../../toolchain/helm/fetch";
import { userFolders } from "../model/user-folders";

/** The chart of a release on this machine, or why there is none. */
export type FoundChart = Outcome<{
    readonly path: string;
    /** True where the release itself names the path. */
    readonly isNamed: boolean;
}>;

/** @param fetch whether a chart that is not on this machine may be fetched from where the release says */
export async function findChart({ chart, version, repositoryOpts }: DataObject, fetch: boolean): Promise<FoundChart> {
    const { repo } = Object(repositoryOpts) as DataObject;
    const source = chartSource(String(chart), typeof repo === "string" ? repo : "", userFolders());
    if (source.kind === "path") {
        return existsSync(source.chart)
            ? { path: source.chart, isNamed: true }
            : { problem: `there is no chart at ${source.chart}` };
    }
    const reference = referenceOf(source.chart, source.repository, version);
    if (reference === undefined) {
        return { problem: CLOSED[source.kind] };
    }
    const cached = await cachedChart(reference);
    if (cached.path !== undefined) {
        return { path: cached.path, isNamed: false };
    }
    if (!fetch) {
        return { problem: `${cached.problem}${wayTo(reference)}` };
    }
    const fetched = await fetchChart(reference);
    return fetched.path === undefined
        ? { problem: `the chart ${labelOf(reference)} cannot be fetched: ${fetched.problem}` }
        : { path: fetched.path, isNamed: false };
}

const CLOSED = {
    name: "its chart is neither a file nor in a repository whose address it names",
    alias: "the address of its repository is known to the Helm of one machine alone",
    archive:
        "its chart is the address of an archive, which may change at any time; name the repository and the version",
    registry: "it names no exact version of its chart, so that what it installs may change at any time",
    repository: "it names no exact version of its chart, so that what it installs may change at any time",
} as const;

/** The chart in a repository or registry; `undefined` for one that may change from one day to the next. */
export function referenceOf(
    chart: string,
    repository: string | undefined,
    version: unknown,
): ChartReference | undefined {
    const [, registry, last] = /^(oci:\/\/.+)\/([^/]+)$/.exec(chart) ?? [];
    const [name = chart, tag] = last?.split(":") ?? [];
    const from = repository ?? registry;
    const exact = typeof version === "string" && version !== "" ? version : tag;
    if (from === undefined || exact === undefined || !EXACT.test(exact) || !NAME.test(name)) {
        return undefined;
    }
    const sha256 = pinned(name, exact)?.sha256;
    return { repository: from, name, version: exact, ...(sha256 !== undefined && { sha256 }) };
}

const EXACT = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;
/** It becomes part of a path. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

/** A pinned chart is the same wherever it comes from. */
function pinned(name: string, version: string): Chart | undefined {
    return CHARTS.find((chart) => chart.name === name && chart.version === version);
}

function wayTo({ name, version, repository }: ChartReference): string {
    return pinned(name, version) === undefined
        ? `; with --fetch-charts, or EKS_PLATFORM_FETCH_CHARTS=true for a policy pack, helm fetches it from ${repository}`
        : "; npm run charts -- fetch brings it";
}
