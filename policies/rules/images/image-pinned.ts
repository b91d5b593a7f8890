import { parseImage } from "../../../components/workloads/image";
import { finding, podRule, textsOf } from "../../model/rule";

/** Names of channels and variants, which publishers move with each release. */
const MOVING_TAGS = [
    ...["latest", "stable", "edge", "canary", "nightly", "dev", "develop", "main", "master", "mainline", "lts"],
    ...["alpine", "slim", "bookworm", "trixie", "bullseye", "jammy", "noble"],
];

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
            if (image.present && reference === undefined) {
                yield finding(image, `${container.label} has ${image}, which is no image reference`);
            } else if (reference !== undefined && reference.digest === undefined) {
                if (reference.tag === undefined) {
                    yield finding(image, `${container.label} has the image ${image} without a tag, which means latest`);
                } else if (moving.includes(reference.tag.toLowerCase())) {
                    yield finding(image, `${container.label} has the image ${image}, whose tag moves`);
                }
            }
        }
    },
});
