import { parseQuantity } from "../../../components/workloads/quantity";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const resourceQuantities = podRule({
    id: "resource-quantities",
    title: "Resource quantities are well-formed, and requests do not exceed limits.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "The API server refuses such a pod, after the update has begun.",
    fix: "Write quantities such as 500m, 0.5 or 256Mi, and requests no larger than limits.",
    sources: [],
    *check(pod) {
        for (const container of pod.containers) {
            for (const field of ["requests", "limits"]) {
                for (const [resource, value] of container.at("resources").key(field).entries) {
                    const amount = parseQuantity(value.known);
                    if (value.present && (amount === undefined || amount < 0)) {
                        yield finding(value, `${container.label}: ${value} is no quantity of ${resource}`);
                    }
                    const limit = container.at("resources.limits").key(resource);
                    if (
                        field === "requests" &&
                        (amount ?? 0) > (parseQuantity(limit.known) ?? Number.POSITIVE_INFINITY)
                    ) {
                        yield finding(
                            value,
                            `${container.label} requests ${value} of ${resource}; its limit is ${limit}`,
                        );
                    }
                }
            }
        }
    },
});
