import { parseImage } from "../../../core/facts/kubernetes/image";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/containers/images/#image-names */
export const imageDigest = podRule({
    id: "image-digest",
    title: "Images are pinned by digest.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "Who can push to the repository can move any tag; a digest is the content itself.",
    fix: "Append the digest, for example nginx:1.29.3@sha256:<64 digits>.",
    sources: ["CKV_K8S_43", "C-0306"],
    *check(pod) {
        for (const container of pod.containers) {
            const image = container.at("image");
            const reference = parseImage(image.text ?? "");
            if (reference !== undefined && reference.digest === undefined) {
                yield finding(image, `${container.label} has the image ${image} without a digest`);
            }
        }
    },
});
