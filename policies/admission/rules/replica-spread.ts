import { ANTI_AFFINITY, replicaSpread } from "../../rules/workloads/replica-spread";
import { celPath, celText, when } from "../cel";
import { podCheck } from "../check";
import { podSpecOf } from "../pod-spec";

const isReplicated = (object: string) => `dyn(${object}).?spec.?replicas.orValue(1) > 1`;

/** CEL of whether a list of the pod has nothing in it. */
const isEmpty = (path: string) => `${celPath("variables.podSpec", path)}.orValue([]).size() == 0`;

export const replicaSpreadCheck = podCheck({
    rule: replicaSpread,
    kinds: ["Deployment", "StatefulSet", "Rollout"],
    reads: (object) => `[${podSpecOf(object)}, dyn(${isReplicated(object)})]`,
    findings: () =>
        when(
            [isReplicated("object"), ...["topologySpreadConstraints", ...ANTI_AFFINITY].map(isEmpty)].join(" && "),
            celText("nothing spreads the replicas"),
        ),
});
