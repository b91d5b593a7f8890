import { EVERYONE, rbacAdminBinding } from "../../rules/rbac/rbac-admin-binding";
import { celText, celTexts, when } from "../cel";
import { kindCheck } from "../check";

export const rbacAdminBindingCheck = kindCheck({
    rule: rbacAdminBinding,
    reads: ["roleRef", "subjects"],
    findings: () =>
        when(`object.roleRef.name == "cluster-admin"`, celText("the binding grants cluster-admin")) +
        ` + object.?subjects.orValue([]).filter(s, s.kind != "ServiceAccount" && s.name in ${celTexts(EVERYONE)})` +
        `.map(s, "the binding's subject is " + s.name)`,
});
