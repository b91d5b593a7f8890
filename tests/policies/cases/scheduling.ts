import { breach, type PodRuleCase } from "../support/rule-case";
import { WORKLOAD_KINDS } from "../support/workloads";

const KINDS = [...new Set(WORKLOAD_KINDS.map(({ type }) => type.split(":")[2] ?? ""))];

/** Breaches of the rules over where and how urgently pods run. */
export const SCHEDULING_CASES: readonly PodRuleCase[] = [
    {
        rule: "topology-spread-selector",
        kinds: KINDS.filter((kind) => kind !== "Pod"),
        dependsOn: ["metadata.labels.app"],
        breaches: [
            breach(
                "a constraint for other pods",
                "spec.topologySpreadConstraints[0]",
                { topologyKey: "topology.kubernetes.io/zone", labelSelector: { matchLabels: { app: "api" } } },
                "spec.topologySpreadConstraints[0].labelSelector",
            ),
            breach(
                "a constraint for no pods",
                "spec.topologySpreadConstraints[0]",
                { topologyKey: "topology.kubernetes.io/zone" },
                "spec.topologySpreadConstraints[0].labelSelector",
            ),
        ],
        accepted: [
            breach("the pod's own labels", "spec.topologySpreadConstraints[0].labelSelector", {
                matchLabels: { app: "web" },
            }),
        ],
    },
    {
        rule: "system-priority-class",
        dependsOn: ["metadata.namespace"],
        breaches: ["system-cluster-critical", "system-node-critical"].map((name) =>
            breach(name, "spec.priorityClassName", name),
        ),
        accepted: [breach("another class", "spec.priorityClassName", "shop-critical")],
    },
    {
        rule: "toleration-all",
        kinds: KINDS.filter((kind) => kind !== "DaemonSet"),
        breaches: [
            breach("a toleration without key", "spec.tolerations[0]", { operator: "Exists" }),
            breach("one with an empty key", "spec.tolerations[0]", {
                key: "",
                operator: "Exists",
                effect: "NoExecute",
            }),
        ],
        accepted: [breach("a named taint", "spec.tolerations[0]", { key: "gpu", operator: "Exists" })],
    },
    {
        rule: "control-plane-placement",
        breaches: [
            breach("a toleration", "spec.tolerations[0].key", "node-role.kubernetes.io/control-plane"),
            breach("a toleration of old", "spec.tolerations[0].key", "node-role.kubernetes.io/master"),
            breach("a selector", 'spec.nodeSelector["node-role.kubernetes.io/control-plane"]', ""),
        ],
    },
    {
        rule: "node-name",
        breaches: [breach("a node", "spec.nodeName", "ip-10-0-0-1.eu-west-1.compute.internal")],
    },
];
