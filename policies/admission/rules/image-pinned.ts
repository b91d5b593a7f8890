import { textsOf } from "../../model/rule";
import { imagePinned } from "../../rules/images/image-pinned";
import { celTexts } from "../cel";
import { ofContainer, podCheck } from "../check";
import { isImage, tagOf } from "../image-pattern";

export const imagePinnedCheck = podCheck({
    rule: imagePinned,
    findings: (config) => {
        const moving = celTexts(textsOf(config, "movingTags").map((tag) => `:${tag}`));
        return [
            `variables.containers.filter(c, has(c.image) && !(${isImage("c.image")}))`,
            `.map(c, ${ofContainer(" has ")} + strings.quote(c.image) + ", which is no image reference")`,
            ` + variables.imageContainers.filter(c, !c.image.contains("@") && ${tagOf("c.image")} == "")`,
            `.map(c, ${ofContainer(" has the image ")} + strings.quote(c.image) + " without a tag, which means latest")`,
            ` + variables.imageContainers.filter(c, !c.image.contains("@") && ${tagOf("c.image")}.lowerAscii() in ${moving})`,
            `.map(c, ${ofContainer(" has the image ")} + strings.quote(c.image) + ", whose tag moves")`,
        ].join("");
    },
});
