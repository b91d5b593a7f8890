import { parseQuantity } from "../../../core/facts/kubernetes/quantity";
import { finding, podRule } from "../../model/rule";
import { VARIABLE } from "../../model/variables";

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
        const owners = [
            { label: "the pod", resources: pod.spec.key("resources") },
            ...pod.containers.map(({ label, value }) => ({ label, resources: value.key("resources") })),
        ];
        for (const { label, resources } of owners) {
            for (const field of ["requests", "limits"]) {
                for (const [resource, value] of resources.key(field).entries) {
                    const amount = parseQuantity(value.known);
                    if (value.present && (amount === undefined || amount < 0)) {
                        const isVariable = VARIABLE.test(value.text ?? "");
                        const message = `${label}: ${value} is no quantity of ${resource}`;
                        yield finding(value, message, isVariable ? { isAdvice: true } : {});
                    }
                    const limit = resources.key("limits").key(resource);
                    if (
                        field === "requests" &&
                        (amount ?? 0) > (parseQuantity(limit.known) ?? Number.POSITIVE_INFINITY)
                    ) {
                        yield finding(value, `${label} requests ${value} of ${resource}; its limit is ${limit}`);
                    }
                }
            }
        }
    },
});
