import { existsSync } from "node:fs";
import { chartSource } from "./model/chart-source";
import type { RawResource } from "./model/resource";
import { isUnknown } from "./model/value";
import type { OpenRelease } from "./subjects";

/** Set to `true` by whoever promises that nothing is fetched: charts that are not files on this machine stay closed then. */
export const OFFLINE = "EKS_PLATFORM_OFFLINE";

type Environment = Readonly<Record<string, string | undefined>>;

/** How Helm releases are opened in an environment. */
export function chartOpener(environment: Environment): OpenRelease {
    return async (release, kubernetesVersion) => {
        const path = chartOnDisk(release.props, environment);
        if (environment[OFFLINE] === "true" && path === undefined) {
            return { objects: [] };
        }
        // Loaded for the first release: most previews of others have none, and the parsers cost as much as the pack.
        const { openRelease }: typeof import("./sources/release") = require("./sources/release");
        const opened = path === undefined ? release : { ...release, props: { ...release.props, chart: path } };
        return openRelease(opened, kubernetesVersion);
    };
}

/** The path of a release's chart that is a folder or an archive on this machine. */
export function chartOnDisk(
    { chart, repositoryOpts }: RawResource["props"],
    { PWD }: Environment = process.env,
): string | undefined {
    const { repo } = Object(repositoryOpts) as { readonly repo?: unknown };
    if (typeof chart !== "string" || chart === "" || isUnknown(repo)) {
        return undefined;
    }
    const source = chartSource(chart, typeof repo === "string" ? repo : "", ["", PWD ?? ""]);
    return source.kind === "path" && existsSync(source.chart) ? source.chart : undefined;
}
