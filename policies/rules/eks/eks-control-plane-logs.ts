import { finding, textsOf, typeRule } from "../../model/rule";

const TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** @see https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const eksControlPlaneLogs = typeRule({
    id: "eks-control-plane-logs",
    title: "The control plane writes its logs.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Without the audit log nobody can tell who did what.",
    fix: `Set enabledClusterLogTypes to ${TYPES.join(", ")}.`,
    sources: ["CIS EKS 2.1.1", "FSBP EKS.8", "CKV_AWS_37", "AWS-0038"],
    config: {
        required: {
            description: "Log types that must be on.",
            type: "array",
            items: { type: "string", enum: TYPES },
            default: TYPES,
        },
    },
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }, { config }) {
        const types = props.key("enabledClusterLogTypes");
        const missing = textsOf(config, "required").filter((type) => !types.includes(type));
        if (missing.length > 0 && !types.isIncomplete) {
            yield finding(types, `the log types ${missing.join(", ")} are off`);
        }
    },
});
