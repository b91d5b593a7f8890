import { rbacSecretsRead } from "../../rules/rbac/rbac-secrets-read";
import { celText, when } from "../cel";
import { kindCheck } from "../check";
import { includes } from "../grants";

export const rbacSecretsReadCheck = kindCheck({
    rule: rbacSecretsRead,
    reads: ["rules"],
    findings: () =>
        when(
            `variables.rules.exists(r, ${includes(["list", "watch"], "", "secrets")})`,
            celText("the role grants list or watch on all Secrets"),
        ) +
        ` + ${when(
            `variables.rules.exists(r, r.?resourceNames.orValue([]).size() == 0 && ${includes(["get"], "", "secrets")})`,
            celText("the role grants get on all Secrets"),
        )}`,
});
