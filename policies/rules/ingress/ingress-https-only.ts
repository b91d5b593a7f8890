import { albListeners, redirectsByAction } from "../../model/alb-ingress";
import { AWS_CONTROLLER, mayBeOf } from "../../model/ingress-certificates";
import { INGRESS_PREFIX } from "../../model/load-balancer-annotations";
import { type Finding, finding, kindRule } from "../../model/rule";
import type { Value } from "../../model/value";

export const NGINX_REDIRECTS = [
    ...["ssl-redirect", "force-ssl-redirect"].map((name) => `nginx.ingress.kubernetes.io/${name}`),
    "nginx.org/redirect-to-https",
];

/** @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/tasks/ssl_redirect/ */
export const ingressHttpsOnly = kindRule({
    id: "ingress-https-only",
    title: "An Ingress that listens to HTTP sends its callers on to HTTPS.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Passwords and cookies of whoever calls by HTTP travel in the clear.",
    fix: `Annotate ${INGRESS_PREFIX}ssl-redirect: "443" with an HTTPS listener of that port, or take HTTP out of ${INGRESS_PREFIX}listen-ports.`,
    sources: ["gatekeeper httpsonly"],
    kinds: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    *check({ props }) {
        const annotations = props.at("metadata.annotations");
        const spec = props.key("spec");
        if (mayBeOf(AWS_CONTROLLER, { metadata: props.key("metadata"), spec })) {
            yield* judgeLoadBalancer(annotations, spec);
        }
        for (const name of NGINX_REDIRECTS) {
            if (annotations.key(name).text === "false") {
                yield finding(annotations.key(name), `${name} is "false"; allowed: "true"`);
            }
        }
    },
});

function* judgeLoadBalancer(annotations: Value, spec: Value): Iterable<Finding> {
    const listeners = albListeners(annotations) ?? [];
    const redirect = annotations.key(`${INGRESS_PREFIX}ssl-redirect`);
    if (!listeners.some(({ protocol }) => protocol === "HTTP")) {
        return;
    }
    const ports = annotations.key(`${INGRESS_PREFIX}listen-ports`);
    if (redirect.absent && !redirectsByAction(annotations, spec)) {
        // The annotation of one Ingress of a group counts for all of them.
        const isGrouped = annotations.key(`${INGRESS_PREFIX}group.name`).isStated;
        const message = `the load balancer listens to ${ports} and does not redirect`;
        yield isGrouped
            ? finding(redirect, `${message}, unless another Ingress of its group does`, { isAdvice: true })
            : finding(redirect, message);
    }
    const isServed = listeners.some(({ protocol, port }) => protocol === "HTTPS" && port === redirect.text);
    if (redirect.text !== undefined && !isServed) {
        yield finding(redirect, `the load balancer redirects to port ${redirect.text}, where ${ports} has no HTTPS`);
    }
}
