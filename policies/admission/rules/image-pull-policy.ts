import { MOVING_TAGS } from "../../../core/facts/kubernetes/image";
import { imagePullPolicy } from "../../rules/images/image-pull-policy";
import { celTexts } from "../cel";
import { ofContainer, podCheck } from "../check";
import { tagOf } from "../image-pattern";

const MOVING = celTexts(["", ...MOVING_TAGS.map((tag) => `:${tag}`)]);

/** Without a policy the API server sets Always for latest alone; custom resources are judged before anything is set. */
const IS_PULLED_ONCE =
    `[c.?imagePullPolicy.orValue("")].exists(p, ` +
    `p == "" ? !(${tagOf("c.image")} in ["", ":latest"]) : p == "IfNotPresent")`;

export const imagePullPolicyCheck = podCheck({
    rule: imagePullPolicy,
    findings: () =>
        `variables.containers.filter(c, c.?imagePullPolicy.orValue("") == "Never")` +
        `.map(c, ${ofContainer(" never pulls its image")}) + ` +
        `variables.imageContainers.filter(c, ${IS_PULLED_ONCE} && ` +
        `!c.image.contains("@") && ${tagOf("c.image")}.lowerAscii() in ${MOVING})` +
        `.map(c, ${ofContainer(" has a moving tag and pulls it once")})`,
});
