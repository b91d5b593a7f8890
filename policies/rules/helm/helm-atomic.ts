import { HELM_RELEASE } from "../../../core/engine/kubernetes-object";
import { finding, typeRule } from "../../model/rule";

/** @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/ */
export const helmAtomic = typeRule({
    id: "helm-atomic",
    title: "A Helm release that fails is rolled back.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "A release that stays half installed blocks the next update.",
    fix: "Set atomic and cleanupOnFail to true.",
    sources: [],
    types: [HELM_RELEASE],
    *check({ props }) {
        for (const field of ["atomic", "cleanupOnFail"].map((name) => props.key(name))) {
            if (field.outside(true)) {
                yield finding(field, `${field.path} is ${field}; required: true`);
            }
        }
    },
});
