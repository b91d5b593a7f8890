import { amountLabel, isNone, mayBeSome } from "../../model/resource-amounts";
import { finding, podRule, textsOf } from "../../model/rule";
import type { Value } from "../../model/value";

/** @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export const resourceRequests = podRule({
    id: "resource-requests",
    title: "Containers request the processor time and memory that they need.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "Without requests the scheduler overfills nodes, and pods are evicted in no useful order.",
    fix: "Set resources.requests.cpu and resources.requests.memory.",
    sources: ["CKV_K8S_10", "CKV_K8S_12", "KSV-0015", "KSV-0016", "C-0270", "C-0271"],
    config: {
        resources: {
            description: "Resources that every container, or its pod, must request.",
            type: "array",
            items: { type: "string", enum: ["cpu", "memory", "ephemeral-storage"] },
            default: ["cpu", "memory"],
        },
    },
    *check(pod, { config }) {
        for (const container of pod.containers.filter(({ role }) => role !== "ephemeral")) {
            for (const resource of textsOf(config, "resources")) {
                const own = requestOf(container.at("resources"), resource);
                if (isNone(own) && !mayBeSome(requestOf(pod.spec.key("resources"), resource))) {
                    yield finding(
                        container.at("resources.requests").key(resource),
                        `${container.label} has ${amountLabel(own, `request of ${resource}`)}`,
                    );
                }
            }
        }
    },
});

/** A limit without a request becomes the request, of a container as of a pod. */
function requestOf(resources: Value, resource: string): Value {
    const request = resources.key("requests").key(resource);
    return request.isStated ? request : resources.key("limits").key(resource);
}
