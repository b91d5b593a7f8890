import { awsAuthAdmin } from "../../rules/eks/aws-auth-admin";
import { type AdmissionCheck, kindCheck } from "../check";

/** The one ConfigMap of the system that decides who administers the cluster. */
export const awsAuthAdminCheck: AdmissionCheck = {
    ...kindCheck({
        rule: awsAuthAdmin,
        reads: ["data"],
        findings: () =>
            `["mapRoles", "mapUsers"].filter(f, object.metadata.name == "aws-auth" && ` +
            `object.?data[?f].orValue("").contains("system:masters")).map(f, "data." + f + " maps to system:masters")`,
    }),
    about: "aws-auth",
    namespaces: () => ["kube-system"],
};
