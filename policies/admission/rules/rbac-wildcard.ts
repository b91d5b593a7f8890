import { rbacWildcard } from "../../rules/rbac/rbac-wildcard";
import { kindCheck } from "../check";

const FIELDS = ["verbs", "resources", "apiGroups", "nonResourceURLs"];
const IS_WILD = `i == "*" || i.startsWith("*/")`;

export const rbacWildcardCheck = kindCheck({
    rule: rbacWildcard,
    reads: ["rules"],
    findings: () =>
        FIELDS.map(
            (field) =>
                `variables.rules.filter(r, r.?${field}.orValue([]).exists(i, ${field === "resources" ? IS_WILD : `i == "*"`}))` +
                `.map(r, "the role grants a wildcard in ${field}")`,
        ).join(" + "),
});
