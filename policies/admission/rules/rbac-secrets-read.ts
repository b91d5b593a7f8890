import { rbacSecretsRead } from "../../rules/rbac/rbac-secrets-read";
import { celText, when } from "../cel";
import { kindCheck } from "../check";
import { includes, ON_ALL_NAMES } from "../grants";

export const rbacSecretsReadCheck = kindCheck({
    rule: rbacSecretsRead,
    reads: ["rules"],
    findings: () =>
        when(
            `variables.rules.exists(r, ${ON_ALL_NAMES} && ${includes(["get", "list", "watch"], "", "secrets")})`,
            celText("the role grants get, list or watch on all Secrets"),
        ),
});
