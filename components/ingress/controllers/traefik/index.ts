import { defineAddon } from "../../../addon-kit/addon";
import { apiServer } from "../../../namespaces/network-edges";
import { TRAEFIK_PODS, traefikValues } from "./values";

const WEB_PORTS = [8000, 8443];

/** What else comes into the namespace gets none of the controller's traffic. */
const pods = TRAEFIK_PODS;

/** @see https://doc.traefik.io/traefik/providers/kubernetes-ingress/ */
export const traefik = defineAddon({
    name: "traefik",
    title: "Serves Ingresses; its IngressClass is the default one.",
    chart: {
        name: "traefik",
        version: "41.3.0",
        repository: "https://traefik.github.io/charts",
        published: "2026-08-21",
        crdGroups: ["hub.traefik.io", "traefik.io"],
    },
    phase: "services",
    needs: ["aws-load-balancer-controller"],
    section: "ingress",
    clusters: ["eks", "existing", "embedded"],
    namespace: "ingress",
    options: ({ replicas, loadBalancerScheme }) => ({ replicas, scheme: loadBalancerScheme.default("internal") }),
    defaults: { small: { replicas: 1 }, full: { replicas: 3 } },
    edges: () => [
        { name: "clients", direction: "ingress", peer: "0.0.0.0/0", ports: WEB_PORTS, pods },
        { name: "backends", direction: "egress", peer: "pods", pods },
        { ...apiServer, pods },
    ],
    values: ({ kind }, { replicas, scheme }) =>
        traefikValues({
            replicas,
            ingressClass: "traefik",
            loadBalancer: kind === "eks" ? { scheme } : undefined,
        }),
    drainFirst: "Ingresses of the class `traefik`: nothing serves their hosts any more.",
    upgradeNotes: {
        "41.0.0":
            "`logs.general` became `log`, `logs.access` became `accessLog`, and `providers.file.content` an object.",
    },
    urn: { type: "eks-platform:ingress:Traefik", name: "ingress-traefik", release: "controller" },
});
