import { rbacDefaultAccount } from "../../rules/rbac/rbac-default-account";
import { kindCheck } from "../check";

export const rbacDefaultAccountCheck = kindCheck({
    rule: rbacDefaultAccount,
    reads: ["subjects"],
    findings: () =>
        `object.?subjects.orValue([]).filter(s, (s.kind == "ServiceAccount" && s.name == "default") || ` +
        `(s.kind == "Group" && s.name.startsWith("system:serviceaccounts:"))).map(s, "the binding's subject is " + s.kind + " " + s.name)`,
});
