import { parseImage } from "../../../components/workloads/image";
import { finding, podRule } from "../../model/rule";

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
            if (policy.text === "Never") {
                yield finding(policy, `${container.label} never pulls its image; allowed: "Always", "IfNotPresent"`);
            } else if (policy.text === "IfNotPresent" && moves(container.at("image").text ?? "")) {
                yield finding(policy, `${container.label} has a moving tag and pulls it once; required: "Always"`);
            }
        }
    },
});

function moves(text: string): boolean {
    const image = parseImage(text);
    return image !== undefined && image.digest === undefined && (image.tag ?? "latest").toLowerCase() === "latest";
}
