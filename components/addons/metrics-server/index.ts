import { defineAddon } from "../../addon-kit/addon";
import { apiServer } from "../../namespaces/network-edges";

const POD_PORT = 10250;
const KUBELET_PORT = 10250;

/**
 * metrics-server, by its chart: EKS offers it as a community add-on, too, but that runs in kube-system, where the guard and the default
 * deny do not reach, is there for clusters in AWS only, and AWS supports no more of it than its installation.
 *
 * @see https://github.com/kubernetes-sigs/metrics-server/blob/master/charts/metrics-server/README.md
 */
export const metricsServer = defineAddon({
    name: "metrics-server",
    title: "Tells autoscalers, and `kubectl top`, what pods and nodes use; without it a HorizontalPodAutoscaler changes nothing.",
    chart: {
        name: "metrics-server",
        version: "3.13.1",
        repository: "https://kubernetes-sigs.github.io/metrics-server",
        published: "2026-06-11",
    },
    phase: "services",
    // Nothing measures the simulated pods of the embedded control plane, and an API that does not answer holds up every deletion of a namespace.
    clusters: ["eks", "existing"],
    installedOn: ["eks"],
    options: ({ replicas }) => ({ replicas: replicas.describe("Replicas; one answers for all.") }),
    defaults: { small: { replicas: 1 }, full: { replicas: 2 } },
    edges: ({ nodeNetwork }) => [
        // The API server asks for metrics as it asks webhooks, from its own interfaces.
        { name: "api-aggregation", direction: "ingress", peer: nodeNetwork, ports: [POD_PORT] },
        { name: "kubelets", direction: "egress", peer: nodeNetwork, ports: [KUBELET_PORT] },
        apiServer,
    ],
    values: (_, { replicas }) => ({
        replicas,
        podDisruptionBudget: { enabled: replicas > 1, maxUnavailable: 1 },
        containerPort: POD_PORT,
        // By itself it makes a certificate at each start that nobody can check, and the API server is told not to. Helm makes one that
        // the API server knows, and keeps it over upgrades.
        tls: { type: "helm", helm: { certDurationDays: 3650 } },
        apiService: { insecureSkipTLSVerify: false },
        // While it is away autoscalers leave everything as it is, which is no reason to evict workloads for it.
        priorityClassName: "",
        resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { memory: "400Mi" } },
        topologySpreadConstraints: [
            {
                maxSkew: 1,
                topologyKey: "topology.kubernetes.io/zone",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: { "app.kubernetes.io/name": "metrics-server" } },
            },
        ],
    }),
});
