import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles */
export const rbacAggregation = kindRule({
    id: "rbac-aggregation",
    title: "ClusterRoles do not widen the built-in roles, nor take in all others.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "An aggregation label silently adds the rules to everybody who is bound to admin, edit or view.",
    fix: "Remove the label and bind the role to those who need it.",
    sources: [],
    kinds: ["rbac.authorization.k8s.io/ClusterRole"],
    *check({ props }) {
        for (const selector of props.at("aggregationRule.clusterRoleSelectors").items) {
            if (selector.present && selector.entries.every(([, part]) => isEmpty(part.known))) {
                yield finding(selector, "the role takes in the rules of every ClusterRole");
            }
        }
        for (const role of ["admin", "edit", "view"]) {
            const label = props.at("metadata.labels").key(`rbac.authorization.k8s.io/aggregate-to-${role}`);
            if (label.text === "true") {
                yield finding(label, `the rules are added to the built-in role ${role}`);
            }
        }
    },
});

function isEmpty(part: unknown): boolean {
    return part === undefined || (typeof part === "object" && part !== null && Object.keys(part).length === 0);
}
