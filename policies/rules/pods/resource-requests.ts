import { finding, podRule, textsOf } from "../../model/rule";

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
                const own = container.at("resources.requests").key(resource);
                // A limit without a request becomes the request.
                const limit = container.at("resources.limits").key(resource);
                if (own.absent && limit.absent && pod.spec.at("resources.requests").key(resource).absent) {
                    yield finding(own, `${container.label} requests no ${resource}`);
                }
            }
        }
    },
});
