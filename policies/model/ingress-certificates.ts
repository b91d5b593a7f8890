import type { Value } from "./value";

/** A controller of Ingresses, told by the names that people give its class, and how annotations bring certificates to it. */
export interface IngressController {
    readonly className: RegExp;
    /** Annotations that name a certificate in the cloud's own store, or leave TLS to the cloud's own edge. */
    readonly certificates: readonly string[];
    /** Annotations that are "true" where the controller ends TLS with its own certificate, or passes it on to the pods. */
    readonly switches: readonly string[];
}

function controller(
    words: string,
    certificates: readonly string[] = [],
    switches: readonly string[] = [],
): IngressController {
    return { className: new RegExp(`(^|[-./])(${words})($|[-./])`), certificates, switches };
}

export const AWS_CONTROLLER = controller("alb", ["alb.ingress.kubernetes.io/certificate-arn"]);

/** Those that are known by name; each reads its own annotations alone. */
export const INGRESS_CONTROLLERS: readonly IngressController[] = [
    AWS_CONTROLLER,
    controller("gce", ["networking.gke.io/managed-certificates", "ingress.gcp.kubernetes.io/pre-shared-cert"]),
    // Application Gateway, and application routing with a Key Vault
    controller("application-gateway", ["appgw.ingress.kubernetes.io/appgw-ssl-certificate"]),
    controller("webapprouting", ["kubernetes.azure.com/tls-cert-keyvault-uri"]),
    controller("oci", ["oci-native-ingress.oraclecloud.com/certificate-ocid"]),
    // OpenShift's router has a certificate for every host of its domain.
    controller("openshift", ["route.openshift.io/termination"]),
    controller("skipper", ["zalando.org/aws-load-balancer-ssl-cert"]),
    controller("traefik", [], ["traefik.ingress.kubernetes.io/router.tls"]),
    controller("nginx", [], ["nginx.ingress.kubernetes.io/ssl-passthrough"]),
    controller("haproxy", [], ["haproxy.org/ssl-passthrough", "haproxy-ingress.github.io/ssl-passthrough"]),
    ...["kong", "contour", "istio", "cilium", "ambassador", "apisix", "higress", "gloo"].map((name) =>
        controller(name),
    ),
];

/** True unless the class of an Ingress is that of another controller. A name of the user's own may be anybody's. */
export function mayBeOf(controller: IngressController, { metadata, spec }: IngressParts): boolean {
    const stated = spec.key("ingressClassName");
    const name = (stated.isStated ? stated : metadata.at("annotations").key(CLASS_ANNOTATION)).text ?? "";
    return controller.className.test(name) || !INGRESS_CONTROLLERS.some(({ className }) => className.test(name));
}

export const CLASS_ANNOTATION = "kubernetes.io/ingress.class";

interface IngressParts {
    readonly metadata: Value;
    readonly spec: Value;
}

/** True when annotations that its controller reads bring the certificates of an Ingress, so that `spec.tls` need not. */
export function hasCertificateByAnnotation(parts: IngressParts): boolean {
    const annotations = parts.metadata.key("annotations");
    const isNamed = (name: string) => {
        const value = annotations.key(name);
        return value.isUnknown || (value.text ?? "").trim() !== "";
    };
    return INGRESS_CONTROLLERS.some(
        (controller) =>
            (controller.certificates.some(isNamed) ||
                controller.switches.some((name) => annotations.key(name).text === "true")) &&
            mayBeOf(controller, parts),
    );
}
