import { rbacWildcard } from "../../rules/rbac/rbac-wildcard";
import { kindCheck } from "../check";

/** The fields of a rule, each with what is a wildcard in it. */
const FIELDS = {
    verbs: `i == "*"`,
    resources: `i == "*" || i.startsWith("*/")`,
    apiGroups: `i == "*"`,
    nonResourceURLs: `i == "*" || i == "/*"`,
};

export const rbacWildcardCheck = kindCheck({
    rule: rbacWildcard,
    reads: ["rules"],
    findings: () =>
        Object.entries(FIELDS)
            .map(
                ([field, isWild]) =>
                    `variables.rules.filter(r, r.?${field}.orValue([]).exists(i, ${isWild}))` +
                    `.map(r, "the role grants a wildcard in ${field}")`,
            )
            .join(" + "),
});
