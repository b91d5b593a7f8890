import { imageDigest } from "../../rules/images/image-digest";
import { ofContainer, podCheck } from "../check";

export const imageDigestCheck = podCheck({
    rule: imageDigest,
    findings: () =>
        `variables.imageContainers.filter(c, !c.image.contains("@"))` +
        `.map(c, ${ofContainer(" has the image ")} + strings.quote(c.image) + " without a digest")`,
});
