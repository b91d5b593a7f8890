import { finding, kindRule } from "../../model/rule";

const ALB = "alb.ingress.kubernetes.io/";
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
    fix: `Annotate ${ALB}ssl-redirect: "443", or take HTTP out of ${ALB}listen-ports.`,
    sources: ["gatekeeper httpsonly"],
    kinds: ["networking.k8s.io/Ingress", "extensions/Ingress"],
    *check({ props }) {
        const annotations = props.at("metadata.annotations");
        const ports = annotations.key(`${ALB}listen-ports`);
        const redirect = annotations.key(`${ALB}ssl-redirect`);
        if (/"HTTP"\s*:/.test(ports.text ?? "") && redirect.absent) {
            yield finding(redirect, `the load balancer listens to ${ports} and does not redirect`);
        }
        for (const name of NGINX_REDIRECTS) {
            if (annotations.key(name).text === "false") {
                yield finding(annotations.key(name), `${name} is "false"; allowed: "true"`);
            }
        }
    },
});
