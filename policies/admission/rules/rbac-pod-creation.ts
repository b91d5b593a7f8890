import { MAKERS, rbacPodCreation } from "../../rules/rbac/rbac-pod-creation";
import { celText, when } from "../cel";
import { kindCheck } from "../check";
import { includes, onAllNames } from "../grants";

export const rbacPodCreationCheck = kindCheck({
    rule: rbacPodCreation,
    reads: ["rules"],
    findings: () =>
        MAKERS.map(([group, resource]) =>
            when(
                `variables.rules.exists(r, ${onAllNames} && ${includes(["create"], group, resource)})`,
                celText(`the role creates ${resource}`),
            ),
        ).join(" + "),
});
