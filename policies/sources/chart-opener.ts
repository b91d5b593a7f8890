import type { OpenRelease } from "../judging/subjects";
import type { OpeningOptions } from "./release";

/** Set to `true` by whoever wants the policy pack to fetch charts that are not on this machine from where releases say. */
export const FETCH_CHARTS = "EKS_PLATFORM_FETCH_CHARTS";

/** How Helm releases are opened. */
export function chartOpener(options: OpeningOptions = {}): OpenRelease {
    return async (release, kubernetesVersion) => {
        // Loaded for the first release: most previews of others have none, and the parsers cost as much as the pack.
        const { openRelease }: typeof import("./release") = require("./release");
        return openRelease(release, kubernetesVersion, options);
    };
}
