import { replicaSpread } from "../../rules/workloads/replica-spread";
import { celText, when } from "../cel";
import { podCheck } from "../check";
import { podSpecOf } from "../pod-spec";

const isReplicated = (object: string) => `dyn(${object}).?spec.?replicas.orValue(1) > 1`;

export const replicaSpreadCheck = podCheck({
    rule: replicaSpread,
    kinds: ["Deployment", "StatefulSet", "Rollout"],
    reads: (object) => `[${podSpecOf(object)}, dyn(${isReplicated(object)})]`,
    findings: () =>
        when(
            `${isReplicated("object")} && !variables.podSpec.?topologySpreadConstraints.hasValue() && ` +
                `!variables.podSpec.?affinity.?podAntiAffinity.hasValue()`,
            celText("nothing spreads the replicas"),
        ),
});
