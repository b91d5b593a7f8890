import { HELM_RELEASE } from "../../../core/engine/kubernetes-object";
import { finding, typeRule } from "../../model/rule";

/** @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/ */
export const helmCreateNamespace = typeRule({
    id: "helm-create-namespace",
    title: "Helm releases go to namespaces that exist.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale:
        "A namespace that Helm creates has no Pod Security labels, quota or network policy, and Helm never deletes it.",
    fix: "Create the Namespace in the program, with its labels, and leave createNamespace out.",
    sources: [],
    types: [HELM_RELEASE],
    *check({ props }) {
        const create = props.key("createNamespace");
        if (create.outside(undefined, false)) {
            yield finding(create, `createNamespace is ${create}; allowed: false`);
        }
    },
});
