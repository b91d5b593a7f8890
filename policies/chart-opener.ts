import { existsSync } from "node:fs";
import type { OpenRelease } from "./subjects";

/** Set to `true` by whoever promises that nothing is fetched: charts that are not files on this machine stay closed then. */
export const OFFLINE = "EKS_PLATFORM_OFFLINE";

/** How the pack opens Helm releases in an environment. */
export function chartOpener(environment: Readonly<Record<string, string | undefined>>): OpenRelease {
    return async (release) => {
        if (environment[OFFLINE] === "true" && !isOnDisk(release.props.chart)) {
            return { objects: [] };
        }
        // Loaded for the first release: most previews of others have none, and the parsers cost as much as the pack.
        const { openRelease }: typeof import("./sources/release") = require("./sources/release");
        return openRelease(release);
    };
}

/** Whether a chart is a folder or an archive, so that no network is needed to open it. */
export function isOnDisk(chart: unknown): boolean {
    return typeof chart === "string" && existsSync(chart);
}
