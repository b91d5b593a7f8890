import { finding, kindRule, numberOf } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
export const singleReplica = kindRule({
    id: "single-replica",
    title: "Deployments have more than one replica.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale:
        "A single replica is down during every node drain. A number that is left out may be an autoscaler's to set, which " +
        "only the whole stack tells: the relation disruption-budget judges it.",
    fix: "Set spec.replicas to 2 or more, or leave it out when a HorizontalPodAutoscaler owns it.",
    sources: ["kube-score deployment-replicas", "kube-linter minimum-three-replicas"],
    config: {
        minimum: { description: "Fewest replicas that are accepted.", type: "integer", minimum: 1, default: 2 },
    },
    kinds: ["apps/Deployment", "argoproj.io/Rollout"],
    *check({ props }, { config }) {
        const replicas = props.at("spec.replicas");
        const minimum = numberOf(config, "minimum") ?? 2;
        if ((replicas.number ?? minimum) < minimum) {
            const count = replicas.number === 1 ? "1 replica" : `${replicas} replicas`;
            yield finding(replicas, `the workload has ${count}; required: ${minimum}`);
        }
    },
});
