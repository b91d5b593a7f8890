import { isMoving, MOVING_TAGS, parseImage } from "../../../core/facts/kubernetes/image";
import { replacedBy } from "../../model/image";
import { finding, podRule, textsOf } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/containers/images/#image-names */
export const imagePinned = podRule({
    id: "image-pinned",
    title: "Images name a version: a tag that does not move, or a digest.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "A moving tag runs code that nobody reviewed, and different code on different nodes.",
    fix: "Name a released version, for example nginx:1.29.3, or a digest.",
    sources: ["CKV_K8S_14", "KSV-0013"],
    config: {
        movingTags: {
            description: "Tags that count as no version, in lower case.",
            type: "array",
            items: { type: "string" },
            default: MOVING_TAGS,
        },
    },
    *check(pod, { config }) {
        const moving = textsOf(config, "movingTags");
        for (const container of pod.containers) {
            const image = container.at("image");
            const reference = parseImage(image.text ?? "");
            const tool = replacedBy(image.text ?? "");
            if (tool !== undefined) {
                const message = `${container.label} has ${image}, in whose place ${tool}: judge what comes of it`;
                yield finding(image, message, { isAdvice: true });
            } else if (image.present && reference === undefined) {
                yield finding(image, `${container.label} has ${image}, which is no image reference`);
            } else if (reference !== undefined && isMoving(reference, moving)) {
                const why = reference.tag === undefined ? "without a tag, which means latest" : "whose tag moves";
                yield finding(image, `${container.label} has the image ${image}, ${why}`);
            }
        }
    },
});
