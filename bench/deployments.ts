import type { FlatResource } from "./floor";

/** Deployments that break no rule, of two containers with ten variables each, in a namespace with what it needs. */
export function deployments(count: number): readonly FlatResource[] {
    const custom = (type: string, name: string, inputs: Record<string, unknown>) => ({
        type,
        name,
        custom: true,
        inputs,
    });
    const object = (apiVersion: string, kind: string, name: string, fields: Record<string, unknown>) => {
        const version = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
        const metadata = { name, ...(kind !== "Namespace" && { namespace: "shop" }), ...Object(fields.metadata) };
        return custom(`kubernetes:${version}:${kind}`, `${kind}-${name}`, { apiVersion, kind, ...fields, metadata });
    };
    const everyPod = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
    const dns = ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 }));
    const kubeSystem = { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } };
    return [
        custom("pulumi:providers:kubernetes", "cluster", {}),
        object("v1", "Namespace", "shop", {
            metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
        }),
        object("v1", "ResourceQuota", "quota", { spec: { hard: { pods: "2000" } } }),
        object("v1", "ServiceAccount", "web", { automountServiceAccountToken: false }),
        object("networking.k8s.io/v1", "NetworkPolicy", "deny", { spec: everyPod }),
        object("networking.k8s.io/v1", "NetworkPolicy", "dns", {
            spec: { ...everyPod, egress: [{ ports: dns, to: [{ namespaceSelector: kubeSystem }] }] },
        }),
        object("policy/v1", "PodDisruptionBudget", "web", {
            spec: { maxUnavailable: 1, selector: { matchLabels: { "app.kubernetes.io/part-of": "shop" } } },
        }),
        ...Array.from({ length: count }, (_, index) =>
            object("apps/v1", "Deployment", `web-${index}`, deployment(`web-${index}`)),
        ),
    ];
}

function deployment(name: string): Record<string, unknown> {
    const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "shop" };

    const container = (role: string, port: number) => ({
        name: role,
        image: `public.ecr.aws/shop/${role}:1.6.2`,
        env: Array.from({ length: 10 }, (_, index) => ({ name: `SETTING_${index}`, value: `value-${index}` })),
        ports: [{ name: role, containerPort: port }],
        readinessProbe: { httpGet: { path: "/ready", port } },
        livenessProbe: { httpGet: { path: "/live", port } },
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } },
        securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
        },
    });
    return {
        metadata: { labels },
        spec: {
            replicas: 2,
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: {
                    serviceAccountName: "web",
                    automountServiceAccountToken: false,
                    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
                    containers: [container("app", 8080), container("proxy", 9090)],
                    topologySpreadConstraints: [
                        {
                            maxSkew: 1,
                            topologyKey: "topology.kubernetes.io/zone",
                            whenUnsatisfiable: "ScheduleAnyway",
                            labelSelector: { matchLabels: labels },
                        },
                    ],
                },
            },
        },
    };
}
