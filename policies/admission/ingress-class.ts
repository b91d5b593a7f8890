import { CLASS_ANNOTATION, INGRESS_CONTROLLERS, type IngressController } from "../model/ingress-certificates";
import { celEntry, celPattern } from "./cel";

const CLASS = `object.spec.?ingressClassName.orValue(${celEntry("variables.annotations", CLASS_ANNOTATION)})`;
const KNOWN = new RegExp(INGRESS_CONTROLLERS.map(({ className }) => className.source).join("|"));

/** CEL of whether an Ingress may be of a controller, by its class. */
export function mayBeOfController({ className }: IngressController): string {
    return `(${CLASS}.matches(${celPattern(className)}) || !${CLASS}.matches(${celPattern(KNOWN)}))`;
}
