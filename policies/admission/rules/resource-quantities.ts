import { resourceQuantities } from "../../rules/pods/resource-quantities";
import { podCheck } from "../check";

/** The pod and its containers, each with its name and what it asks for. */
const OWNERS =
    `([{"name": dyn("the pod"), "resources": variables.podSpec.?resources.orValue({})}] + ` +
    `variables.containers.map(c, {"name": dyn("container " + strings.quote(c.?name.orValue(""))), "resources": c.?resources.orValue({})}))`;
const REQUESTS = "o.resources.?requests.orValue({})";
const LIMITS = "o.resources.?limits.orValue({})";

/** Custom resources alone can break it: of its own kinds the API server refuses them by itself. */
export const resourceQuantitiesCheck = podCheck({
    rule: resourceQuantities,
    findings: () => {
        const isNone = `!isQuantity(string(a[r])) || quantity(string(a[r])).isLessThan(quantity("0"))`;
        const exceeds =
            `r in ${LIMITS} && [${REQUESTS}, ${LIMITS}].all(a, isQuantity(string(a[r]))) && ` +
            `quantity(string(${REQUESTS}[r])).isGreaterThan(quantity(string(${LIMITS}[r])))`;
        return (
            `${OWNERS}.filter(o, [${REQUESTS}, ${LIMITS}].exists(a, a.exists(r, ${isNone})) || ${REQUESTS}.exists(r, ${exceeds}))` +
            `.map(o, o.name + " has what is no quantity, or requests more than its limit")`
        );
    },
});
