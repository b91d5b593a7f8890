import type { Resource } from "./resource";
import type { Value } from "./value";

/** Prefix of the annotations that ask for a load balancer in front of a Service. */
export const SERVICE_PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";
/** Prefix of the annotations that ask for one in front of an Ingress. */
export const INGRESS_PREFIX = "alb.ingress.kubernetes.io/";

/**
 * An annotation by its name without prefix, where the object asks for a load balancer of AWS: a Service by its type, an
 * Ingress by any annotation of the AWS Load Balancer Controller.
 *
 * @param names its name on a Service and on an Ingress
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 */
export function loadBalancerAnnotation(
    { kind, props }: Resource,
    names: { readonly service: string; readonly ingress: string },
): Value | undefined {
    const annotations = props.at("metadata.annotations");
    if (kind === "Service") {
        return props.at("spec.type").text === "LoadBalancer"
            ? annotations.key(`${SERVICE_PREFIX}${names.service}`)
            : undefined;
    }
    return annotations.entries.some(([name]) => name.startsWith(INGRESS_PREFIX))
        ? annotations.key(`${INGRESS_PREFIX}${names.ingress}`)
        : undefined;
}
