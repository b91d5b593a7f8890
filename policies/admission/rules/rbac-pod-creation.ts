import { MAKERS, rbacPodCreation } from "../../rules/rbac/rbac-pod-creation";
import { celText, when } from "../cel";
import { kindCheck } from "../check";
import { includes, ON_ALL_NAMES } from "../grants";

export const rbacPodCreationCheck = kindCheck({
    rule: rbacPodCreation,
    reads: ["rules"],
    findings: () =>
        MAKERS.map(([group, resource]) =>
            when(
                `variables.rules.exists(r, ${ON_ALL_NAMES} && ${includes(["create"], group, resource)})`,
                celText(`the role creates ${resource}`),
            ),
        ).join(" + "),
});
