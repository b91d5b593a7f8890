import { parseImage } from "../../../core/facts/kubernetes/image";
import { isFrom } from "../../model/image";
import { finding, podRule, textsOf } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/containers/images/#image-names */
export const imageRegistry = podRule({
    id: "image-registry",
    title: "Images come from allowed registries.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Code from any registry is code from anyone.",
    fix: "Mirror the image to an allowed registry, or add its registry to allowedRegistries of this rule.",
    sources: ["CIS EKS 5.1.4", "KSV-0125", "C-0078"],
    config: {
        allowedRegistries: {
            description:
                "Registries, or paths in them, for example public.ecr.aws or *.dkr.ecr.eu-west-1.amazonaws.com/team. " +
                "Parts are compared whole; * stands for text within one part. Empty allows every registry.",
            type: "array",
            items: { type: "string" },
            default: [],
        },
    },
    *check(pod, { config }) {
        const allowed = textsOf(config, "allowedRegistries");
        for (const container of allowed.length > 0 ? pod.containers : []) {
            const image = container.at("image");
            const reference = parseImage(image.text ?? "");
            if (reference !== undefined && !allowed.some((pattern) => isFrom(reference, pattern))) {
                const from = `${reference.registry}/${reference.repository}`;
                yield finding(image, `${container.label} has an image from ${from}; allowed: ${allowed.join(", ")}`);
            }
        }
    },
});
