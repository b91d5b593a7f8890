import { rbacAggregation } from "../../rules/rbac/rbac-aggregation";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const rbacAggregationCheck = kindCheck({
    rule: rbacAggregation,
    reads: ["metadata.labels", "aggregationRule"],
    findings: () =>
        `["admin", "edit", "view"].filter(r, variables.labels[?"rbac.authorization.k8s.io/aggregate-to-" + r].orValue("") == "true")` +
        `.map(r, "the rules are added to the built-in role " + r) + ` +
        when(
            `dyn(object).?aggregationRule.?clusterRoleSelectors.orValue([]).exists(s, ` +
                `s.?matchLabels.orValue({}).size() == 0 && s.?matchExpressions.orValue([]).size() == 0)`,
            celText("the role takes in the rules of every ClusterRole"),
        ),
});
