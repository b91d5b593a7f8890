import { ownValue } from "../../own-value";

/** What AWS promises for one Kubernetes minor version. */
export interface KubernetesVersion {
    /**
     * First day after standard support. A cluster whose `upgradePolicy` is STANDARD is then upgraded by AWS; one whose policy is
     * EXTENDED stays, and its control plane costs 0.60 instead of 0.10 USD an hour.
     */
    readonly standardSupportEnds: string;
    /** First day after extended support: AWS then upgrades the cluster by itself. */
    readonly extendedSupportEnds: string;
}

/**
 * Every version that EKS serves and this platform has pinned add-ons for. Read on 2026-11-27. EKS serves 1.32 in extended support and
 * 1.37, too; the pinned charts do not declare support for the latter yet.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const KUBERNETES_VERSIONS: Readonly<Record<string, KubernetesVersion>> = {
    "1.33": { standardSupportEnds: "2026-07-29", extendedSupportEnds: "2027-07-29" },
    "1.34": { standardSupportEnds: "2026-12-02", extendedSupportEnds: "2027-12-02" },
    "1.35": { standardSupportEnds: "2027-03-27", extendedSupportEnds: "2028-03-27" },
    "1.36": { standardSupportEnds: "2027-08-02", extendedSupportEnds: "2028-08-02" },
};

/** The day on which the dates of this file were read. */
export const KUBERNETES_VERSIONS_READ = "2026-11-27";

/**
 * What is known of versions that EKS serves, or has served lately, and that the platform does not: a running cluster may have one. AWS has named
 * no dates of 1.37 yet.
 */
const OTHER_VERSIONS: Readonly<Record<string, Partial<KubernetesVersion>>> = {
    "1.31": { standardSupportEnds: "2025-11-26", extendedSupportEnds: "2026-11-26" },
    "1.32": { standardSupportEnds: "2026-03-23", extendedSupportEnds: "2027-03-23" },
    "1.37": {},
};

/** The newest version that EKS serves. */
export const NEWEST_KUBERNETES_VERSION = "1.37";

/** The newest version that every pinned chart and add-on declares support for. */
export const DEFAULT_KUBERNETES_VERSION = "1.36";

/** How AWS supports a version on a day. */
export type SupportStatus = "standard" | "extended" | "ended";

/** The versions that can be created or kept on a day, oldest first. */
export function supportedVersions(today: Date): string[] {
    return Object.keys(KUBERNETES_VERSIONS).filter((version) => supportStatus(version, today) !== "ended");
}

/** The dates of a version; undefined for one that the table does not hold. */
export function versionDates(version: string): KubernetesVersion | undefined {
    return ownValue(KUBERNETES_VERSIONS, version);
}

/** The dates of any version that EKS serves, as far as they are known; undefined for a version that it is not known to serve. */
export function datesOnEks(version: string): Partial<KubernetesVersion> | undefined {
    return versionDates(version) ?? ownValue(OTHER_VERSIONS, version);
}

/** The support that a version of the table has on a day; `ended` for a version that the table does not hold. */
export function supportStatus(version: string, today: Date): SupportStatus {
    const dates = versionDates(version);
    if (!dates || today >= new Date(dates.extendedSupportEnds)) {
        return "ended";
    }
    return today >= new Date(dates.standardSupportEnds) ? "extended" : "standard";
}

/** Days for which the coming end of a version's support is announced. */
export const NOTICE_DAYS = 90;

/** Whole days from one day to another, as a date such as `2026-12-02` names it; negative when it is past. */
export function daysUntil(date: string, today: Date): number {
    return Math.ceil((Date.parse(date) - today.getTime()) / 86_400_000);
}
