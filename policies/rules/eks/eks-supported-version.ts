import { KUBERNETES_VERSIONS, supportStatus, versionDates } from "../../../core/facts/kubernetes/versions";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
export const eksSupportedVersion = typeRule({
    id: "eks-supported-version",
    title: "Clusters run a pinned Kubernetes version in standard support.",
    severity: "medium",
    category: "operations",
    level: "mandatory",
    rationale:
        "At the end of standard support AWS upgrades a cluster when it likes (upgrade policy STANDARD), or takes six times the price for a year and upgrades it then (EXTENDED).",
    fix: `Set version to one of ${Object.keys(KUBERNETES_VERSIONS).join(", ")} that is in standard support.`,
    sources: ["FSBP EKS.2", "CKV_AWS_339"],
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }, { today }) {
        const version = props.key("version");
        const dates = versionDates(version.text ?? "");
        if (version.absent) {
            yield finding(version, "version is not set, so that AWS chooses");
        } else if (dates !== undefined && supportStatus(version.text ?? "", new Date(today)) !== "standard") {
            yield finding(version, `the standard support of version ${version} ended on ${dates.standardSupportEnds}`);
        } else if (dates === undefined && isOlder(version.text ?? "")) {
            yield finding(version, `version ${version} is no longer supported`);
        }
    },
});

/** A version newer than the table is no fault: the table ages. */
function isOlder(version: string): boolean {
    const minor = Number(/^1\.(\d+)$/.exec(version)?.[1]);
    return minor < Math.min(...Object.keys(KUBERNETES_VERSIONS).map((known) => Number(known.slice("1.".length))));
}
