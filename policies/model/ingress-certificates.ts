import type { Value } from "./value";

/** Annotations that name a certificate in the cloud's own store, or leave TLS to the cloud's own edge. */
export const CERTIFICATE_ANNOTATIONS: readonly string[] = [
    // AWS: an Application Load Balancer, and Zalando's controller of them.
    "alb.ingress.kubernetes.io/certificate-arn",
    "zalando.org/aws-load-balancer-ssl-cert",
    // Google
    "networking.gke.io/managed-certificates",
    "ingress.gcp.kubernetes.io/pre-shared-cert",
    // Azure: Application Gateway, and application routing with a Key Vault.
    "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
    "kubernetes.azure.com/tls-cert-keyvault-uri",
    // Oracle
    "oci-native-ingress.oraclecloud.com/certificate-ocid",
    // OpenShift's router has a certificate for every host of its domain.
    "route.openshift.io/termination",
];

/** Annotations that are "true" where the controller ends TLS with its own certificate, or passes it on to the pods. */
export const TLS_SWITCHES: readonly string[] = [
    "traefik.ingress.kubernetes.io/router.tls",
    "nginx.ingress.kubernetes.io/ssl-passthrough",
    "haproxy.org/ssl-passthrough",
    "haproxy-ingress.github.io/ssl-passthrough",
];

/** True when annotations bring the certificates of an Ingress, so that `spec.tls` need not. */
export function hasCertificateByAnnotation(annotations: Value): boolean {
    return (
        CERTIFICATE_ANNOTATIONS.some((name) => annotations.key(name).isStated) ||
        TLS_SWITCHES.some((name) => annotations.key(name).text === "true")
    );
}
