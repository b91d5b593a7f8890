import { INGRESS_PREFIX, SERVICE_PREFIX } from "../model/load-balancer-annotations";
import { celText } from "./cel";

/**
 * CEL of a list with the annotation of a Service or an Ingress that asks for a load balancer of AWS; of an empty list for others.
 *
 * @param names its name on a Service and on an Ingress, without prefix
 * @param isAlways whether an absent annotation counts as an empty text. @default false: as nothing
 */
export function annotationOf(names: { readonly service: string; readonly ingress: string }, isAlways = false): string {
    const annotation = (name: string) => {
        const value = `variables.annotations[?${celText(name)}]`;
        return isAlways ? `[${value}.orValue("")]` : `[${value}].filter(o, o.hasValue()).map(o, o.value())`;
    };
    return (
        `(object.kind == "Service" ` +
        `? (dyn(object).spec.?type.orValue("") == "LoadBalancer" ? ${annotation(SERVICE_PREFIX + names.service)} : []) ` +
        `: variables.annotations.exists(a, a.startsWith(${celText(INGRESS_PREFIX)})) ? ${annotation(INGRESS_PREFIX + names.ingress)} : [])`
    );
}
