import { BUILT_IN_GROUPS } from "../../../core/facts/kubernetes/api-groups";
import { finding, resourceRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
export const alphaApi = resourceRule({
    id: "alpha-api",
    title: "Objects of Kubernetes itself are written in no alpha version.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "EKS serves no alpha version, and the next minor version of Kubernetes may drop one.",
    fix: "Use the stable version of the API, or the beta one.",
    sources: ["kube-score stable-version", "Pulumi kubernetes no-alpha-api"],
    *check({ apiVersion = "", group, kind, props }) {
        if (BUILT_IN_GROUPS.has(group ?? "") && /\/v\d+alpha\d+$/.test(apiVersion)) {
            yield finding(props.key("apiVersion"), `${kind} is written in ${apiVersion}`);
        }
    },
});
