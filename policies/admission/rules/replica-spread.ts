import { replicaSpread } from "../../rules/workloads/replica-spread";
import { celText, when } from "../cel";
import { podCheck } from "../check";

export const replicaSpreadCheck = podCheck({
    rule: replicaSpread,
    kinds: ["Deployment", "StatefulSet", "Rollout"],
    findings: () =>
        when(
            `dyn(object).?spec.?replicas.orValue(1) > 1 && !variables.podSpec.?topologySpreadConstraints.hasValue() && ` +
                `!variables.podSpec.?affinity.?podAntiAffinity.hasValue()`,
            celText("nothing spreads the replicas"),
        ),
});
