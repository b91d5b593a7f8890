import { groupOf, type KubeObject } from "../object";
import { apiServiceReadiness, definitionReadiness, namespaceReadiness } from "./cluster";
import { endpointSlicesOf, ingressReadiness, serviceReadiness } from "./network";
import { jobReadiness, podReadiness } from "./pods";
import type { ReadinessRule } from "./readiness";
import { claimReadiness, classOf } from "./storage";
import { daemonSetReadiness, deploymentReadiness, replicaSetReadiness, statefulSetReadiness } from "./workloads";

/** By group and kind. A kind that is not here is ready when the server has it. */
const RULES: ReadonlyMap<string, ReadinessRule> = new Map(
    Object.entries<ReadinessRule>({
        "/Namespace": { evaluate: namespaceReadiness },
        "/PersistentVolumeClaim": { evaluate: claimReadiness, related: classOf },
        "/Pod": { evaluate: podReadiness },
        "/ReplicationController": { evaluate: replicaSetReadiness },
        "/Service": { evaluate: serviceReadiness, related: endpointSlicesOf },
        "apiextensions.k8s.io/CustomResourceDefinition": { evaluate: definitionReadiness },
        "apiregistration.k8s.io/APIService": { evaluate: apiServiceReadiness },
        "apps/DaemonSet": { evaluate: daemonSetReadiness },
        "apps/Deployment": { evaluate: deploymentReadiness },
        "apps/ReplicaSet": { evaluate: replicaSetReadiness },
        "apps/StatefulSet": { evaluate: statefulSetReadiness },
        "batch/Job": { evaluate: jobReadiness },
        "networking.k8s.io/Ingress": { evaluate: ingressReadiness },
    }),
);

/** How the object's readiness is told, or undefined when there is nothing to wait for. */
export function readinessRule(object: KubeObject): ReadinessRule | undefined {
    return RULES.get(`${groupOf(object.apiVersion)}/${object.kind}`);
}
