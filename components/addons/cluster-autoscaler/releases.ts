import { ownValue } from "../../../core/own-value";

/**
 * The release of the Cluster Autoscaler for each minor version of Kubernetes: it simulates that version's scheduler, so its own minor has
 * to be the same. The chart would install the one that was newest with the chart. Read on 2026-08-22; there was none for 1.37 yet.
 *
 * @see https://github.com/kubernetes/autoscaler/releases
 */
export const CLUSTER_AUTOSCALER_RELEASES: Readonly<Record<string, string>> = {
    "1.33": "v1.33.6",
    "1.34": "v1.34.5",
    "1.35": "v1.35.2",
    "1.36": "v1.36.1",
};

/**
 * The release for a minor version of Kubernetes.
 *
 * @throws RangeError for a version that has none; the configuration refuses it before
 */
export function releaseFor(kubernetes: string): string {
    const release = ownValue(CLUSTER_AUTOSCALER_RELEASES, kubernetes);
    if (release === undefined) {
        throw new RangeError(`There is no release of the Cluster Autoscaler for Kubernetes ${kubernetes}.`);
    }
    return release;
}
