import { KUBERNETES_VERSIONS, supportStatus } from "../../../components/cluster/kubernetes-versions";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
export const eksSupportedVersion = typeRule({
    id: "eks-supported-version",
    title: "Clusters run a pinned Kubernetes version in standard support.",
    severity: "medium",
    category: "operations",
    level: "mandatory",
    rationale: "Extended support costs six times as much, and at its end AWS upgrades the cluster when it likes.",
    fix: `Set version to one of ${Object.keys(KUBERNETES_VERSIONS).join(", ")} that is in standard support.`,
    sources: ["FSBP EKS.2", "CKV_AWS_339"],
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }, { today }) {
        const version = props.key("version");
        const number = version.text ?? "";
        const dates = Object.hasOwn(KUBERNETES_VERSIONS, number) ? KUBERNETES_VERSIONS[number] : undefined;
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
