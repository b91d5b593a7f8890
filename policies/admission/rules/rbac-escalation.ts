import { ESCALATIONS, type Escalation } from "../../model/escalations";
import { rbacEscalation } from "../../rules/rbac/rbac-escalation";
import { celPattern, celText, when } from "../cel";
import { kindCheck } from "../check";
import { includes, ON_ALL_NAMES } from "../grants";

export const rbacEscalationCheck = kindCheck({
    rule: rbacEscalation,
    reads: ["rules"],
    findings: () => {
        // One question for each resource, not for each verb: a policy may only cost so much.
        const keyOf = ({ group, resource, powerful }: Escalation) =>
            JSON.stringify([group, resource, powerful?.source]);
        return [...new Set(ESCALATIONS.map(keyOf))]
            .map((key) => question(ESCALATIONS.filter((escalation) => keyOf(escalation) === key)))
            .join(" + ");
    },
});

/** Whether a rule grants one of the verbs on a resource, for a name by which it is an escalation. */
function question(escalations: readonly Escalation[]): string {
    const [{ group, resource, powerful, ofCluster } = { group: "", resource: "" }] = escalations;
    const verbs = escalations.map(({ verb }) => verb);
    const isForAny =
        powerful === undefined
            ? ""
            : ` && (${ON_ALL_NAMES} || r.resourceNames.exists(n, n.matches(${celPattern(powerful)})))`;
    return when(
        `${ofCluster === true ? 'object.kind == "ClusterRole" && ' : ""}variables.rules.exists(r, ${includes(verbs, group, resource)}${isForAny})`,
        celText(`the role grants ${verbs.join(" or ")} on ${resource}`),
    );
}
