import { textsOf } from "../../model/rule";
import { imageRegistry } from "../../rules/images/image-registry";
import { celPattern } from "../cel";
import { ofContainer, podCheck } from "../check";
import { nameOf } from "../image-pattern";

export const imageRegistryCheck = podCheck({
    rule: imageRegistry,
    findings: (config) => {
        const allowed = textsOf(config, "allowedRegistries");
        return allowed.length === 0
            ? undefined
            : `variables.imageContainers.filter(c, !((${nameOf("c.image")} + "/").matches(${celPattern(toPattern(allowed))})))` +
                  `.map(c, ${ofContainer(" has an image from ")} + strings.quote(${nameOf("c.image")}))`;
    },
});

/** The registries, or paths in them, as `isFrom` reads them: parts are whole, and a wildcard stays within one. */
function toPattern(registries: readonly string[]): RegExp {
    const patterns = registries.map((registry) => {
        const [host = "", ...path] = registry.replace(/\/+$/, "").split("/");
        return [literal(host.toLowerCase(), "[^./]*"), ...path.map((part) => literal(part, "[^/]*"))].join("/");
    });
    return new RegExp(`^(?:${patterns.join("|")})/`);
}

function literal(part: string, wildcard: string): string {
    return part
        .split("*")
        .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
        .join(wildcard);
}
