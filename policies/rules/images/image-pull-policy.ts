import { type ImageReference, isMoving, parseImage } from "../../../core/facts/kubernetes/image";
import { finding, podRule } from "../../model/rule";
import type { Value } from "../../model/value";

/** @see https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy */
export const imagePullPolicy = podRule({
    id: "image-pull-policy",
    title: "Nodes pull the images that they run.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale:
        "With Never a pod runs whatever the node has; with a moving tag and IfNotPresent nodes run different code, and pull secrets are not checked.",
    fix: "Leave imagePullPolicy out and pin the image, or set it to Always.",
    sources: ["CKV_K8S_15", "C-0075", "kube-score container-image-pull-policy", "polaris pullPolicyNotAlways"],
    *check(pod) {
        for (const container of pod.containers) {
            const policy = container.at("imagePullPolicy");
            const image = parseImage(container.at("image").text ?? "");
            if (policy.text === "Never") {
                yield finding(policy, `${container.label} never pulls its image; allowed: "Always", "IfNotPresent"`);
            } else if (image !== undefined && isMoving(image) && isPulledOnce(policy, image)) {
                yield finding(policy, `${container.label} has a moving tag and pulls it once; required: "Always"`);
            }
        }
    },
});

/** Without a policy the API server sets Always for latest alone, in this very spelling. */
function isPulledOnce(policy: Value, { tag = "latest" }: ImageReference): boolean {
    return policy.absent || policy.text === "" ? tag !== "latest" : policy.text === "IfNotPresent";
}
