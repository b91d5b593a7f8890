import { ESCALATIONS, rbacEscalation } from "../../rules/rbac/rbac-escalation";
import { celText, when } from "../cel";
import { kindCheck } from "../check";
import { includes } from "../grants";

export const rbacEscalationCheck = kindCheck({
    rule: rbacEscalation,
    reads: ["rules"],
    // One question for each resource, not for each verb: a policy may only cost so much.
    findings: () =>
        [...new Set(ESCALATIONS.map(([, group, resource]) => `${resource} ${group}`))]
            .map((key) => {
                const [resource = "", wanted = ""] = key.split(" ");
                const verbs = ESCALATIONS.filter(([, group, other]) => group === wanted && other === resource).map(
                    ([verb]) => verb,
                );
                const text = `the role grants ${verbs.join(" or ")} on ${resource}`;
                return when(`variables.rules.exists(r, ${includes(verbs, wanted, resource)})`, celText(text));
            })
            .join(" + "),
});
