/** The Kubernetes version that a cluster gets when it asks for none. */
export const LATEST_VERSION = "1.35";

/** The EKS platform version of a Kubernetes version, such as `eks.7`. */
export function platformVersion(version: string): string {
    return `eks.${Math.max(1, 38 - minorOf(version))}`;
}

/** The node AMI release of a Kubernetes version, such as `1.35.2-20260801`. */
export function nodeRelease(version: string): string {
    return `${version}.2-20260801`;
}

/** The minor number of a Kubernetes version: 36 of `1.36`. */
export function minorOf(version: string): number {
    return Number(version.split(".")[1] ?? 0);
}
