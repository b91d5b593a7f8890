import { imagePullPolicy } from "../../rules/images/image-pull-policy";
import { ofContainer, podCheck } from "../check";
import { tagOf } from "../image-pattern";

export const imagePullPolicyCheck = podCheck({
    rule: imagePullPolicy,
    findings: () =>
        `variables.containers.filter(c, c.?imagePullPolicy.orValue("") == "Never")` +
        `.map(c, ${ofContainer(" never pulls its image")}) + ` +
        `variables.imageContainers.filter(c, c.?imagePullPolicy.orValue("") == "IfNotPresent" && ` +
        `!c.image.contains("@") && ${tagOf("c.image")} in ["", ":latest"])` +
        `.map(c, ${ofContainer(" has a moving tag and pulls it once")})`,
});
