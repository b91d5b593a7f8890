import {
    DEFAULT_KUBERNETES_VERSION,
    datesOnEks,
    daysUntil,
    type KubernetesVersion,
    NOTICE_DAYS,
    supportedVersions,
    supportStatus,
    versionDates,
} from "../../../core/facts/kubernetes/versions";
import type { Report } from "../../schema/report";

/** What decides how AWS supports a cluster. */
interface SupportedCluster {
    readonly name: string;
    readonly version: string;
    readonly upgradePolicy: "standard" | "extended";
}

/** Reports a version that AWS supports no more under the stack's policy, and warns of one that it soon does not. */
export function checkSupport(
    { name, version, upgradePolicy }: SupportedCluster,
    today: Date,
    report: Report,
): string[] {
    const status = supportStatus(version, today);
    const standard = supportedVersions(today).filter((other) => supportStatus(other, today) === "standard");
    const dates = versionDates(version);
    if (!dates || status === "ended") {
        const allowed = upgradePolicy === "standard" ? standard : supportedVersions(today);
        const isServed = dates === undefined && !hasEnded(datesOnEks(version), today);
        const next = isServed
            ? `EKS serves ${version}, but the pinned charts and add-ons are not made for it; ${DEFAULT_KUBERNETES_VERSION} is the default.`
            : `Set a version that AWS still supports; ${DEFAULT_KUBERNETES_VERSION} is the default.`;
        report(["version"], version, allowed.join(", "), next);
        return [];
    }
    const ends = upgradePolicy === "standard" ? dates.standardSupportEnds : dates.extendedSupportEnds;
    if (upgradePolicy === "standard" && status === "extended") {
        report(
            ["version"],
            version,
            `${standard.join(", ")}: the standard support of ${version} ended on ${ends}, and under upgradePolicy standard AWS creates no such cluster and upgrades those that there are`,
            `Set one of these versions, or cluster.upgradePolicy to extended (0.60 instead of 0.10 USD an hour, until ${dates.extendedSupportEnds}).`,
        );
        return [];
    }
    const cost =
        status === "extended"
            ? [
                  `Kubernetes ${version} is in extended support: the control plane of ${name} costs 0.60 instead of 0.10 USD an hour.`,
              ]
            : [];
    const days = daysUntil(ends, today);
    if (days > NOTICE_DAYS) {
        return cost;
    }
    return [
        ...cost,
        `Kubernetes ${version} leaves ${upgradePolicy} support on ${ends}, in ${days} ${days === 1 ? "day" : "days"}: AWS then upgrades ${name} by itself. ` +
            `Upgrade it yourself before, one minor at a time. In standard support: ${standard.join(", ")}.`,
    ];
}

/** Whether nothing is known of the version, or its extended support is over. */
function hasEnded(dates: Partial<KubernetesVersion> | undefined, today: Date): boolean {
    const { extendedSupportEnds: end } = dates ?? {};
    return dates === undefined || (end !== undefined && daysUntil(end, today) <= 0);
}
