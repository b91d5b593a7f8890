import type * as z from "zod";
import type { ChartValues } from "../../../releases/release";
import type { loadBalancerScheme } from "../../../schema/fields";

/** What Traefik's values depend on. */
export interface TraefikSettings {
    /** Pods of the controller. */
    readonly replicas: number;
    /** Name of the IngressClass, which is the cluster's default. */
    readonly ingressClass: string;
    /** Load balancer in front of it, by the AWS Load Balancer Controller; undefined for what the cluster offers itself. */
    readonly loadBalancer: { readonly scheme: z.output<typeof loadBalancerScheme> } | undefined;
}

/** A label that the chart gives its pods. */
export const TRAEFIK_PODS = { "app.kubernetes.io/name": "traefik" } as const;

/**
 * Values of Traefik's chart.
 *
 * @see https://github.com/traefik/traefik-helm-chart/blob/master/traefik/VALUES.md
 */
export function traefikValues({ replicas, ingressClass, loadBalancer }: TraefikSettings): ChartValues {
    return {
        deployment: { replicas },
        podDisruptionBudget: { enabled: replicas > 1, maxUnavailable: 1 },
        ingressClass: { enabled: true, isDefaultClass: true, name: ingressClass },
        providers: { kubernetesCRD: { enabled: true, allowCrossNamespace: false } },
        api: { dashboard: false },
        global: { checkNewVersion: false, sendAnonymousUsage: false },
        ports: {
            web: { http: { redirections: { entryPoint: { to: "websecure", scheme: "https", permanent: true } } } },
        },
        accessLog: { enabled: true, format: "json" },
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
        topologySpreadConstraints: [
            {
                maxSkew: 1,
                topologyKey: "topology.kubernetes.io/zone",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: TRAEFIK_PODS },
            },
        ],
        service: {
            ...(loadBalancer && { annotations: networkLoadBalancer(loadBalancer.scheme) }),
            spec: {
                type: "LoadBalancer",
                // The load balancer reaches pods by their own addresses; open node ports would be a way around it.
                allocateLoadBalancerNodePorts: false,
                ...(loadBalancer && { loadBalancerClass: "service.k8s.aws/nlb" }),
            },
        },
    };
}

/** @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/ */
function networkLoadBalancer(scheme: string): ChartValues {
    const prefix = "service.beta.kubernetes.io/aws-load-balancer";
    return {
        [`${prefix}-scheme`]: scheme,
        [`${prefix}-nlb-target-type`]: "ip",
        [`${prefix}-attributes`]: "load_balancing.cross_zone.enabled=true",
    };
}
