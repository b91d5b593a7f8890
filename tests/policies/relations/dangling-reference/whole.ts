import type { RawResource } from "../../../../policies/model/resource";
import type { Data } from "../../support/edit";
import { object } from "../../support/resources";
import { app, judgeStack, namespace, networkPolicy, workload } from "../support";

export const RULE = "dangling-reference";

/** An object of a kind, by its name. */
export const named = (apiVersion: string, kind: string, name: string, fields: Data = {}) =>
    object(apiVersion, kind, { ...fields, metadata: { name, ...(fields.metadata as Data | undefined) } });

/** A pod that names something wherever a pod can. */
export const webPod: Data = {
    serviceAccountName: "web",
    imagePullSecrets: [{ name: "registry" }],
    containers: [
        {
            name: "web",
            ports: [{ name: "http", containerPort: 8080 }],
            env: [
                { name: "A", valueFrom: { secretKeyRef: { name: "login", key: "a" } } },
                { name: "B", valueFrom: { configMapKeyRef: { name: "settings", key: "b" } } },
            ],
            envFrom: [{ secretRef: { name: "login" } }, { configMapRef: { name: "settings" } }],
        },
    ],
    volumes: [
        { name: "a", secret: { secretName: "login" } },
        { name: "b", configMap: { name: "settings" } },
        { name: "c", projected: { sources: [{ secret: { name: "login" } }, { configMap: { name: "settings" } }] } },
        { name: "d", persistentVolumeClaim: { claimName: "files" } },
        { name: "e", ephemeral: { volumeClaimTemplate: { spec: { storageClassName: "fast" } } } },
        { name: "f", csi: { driver: "files.example.com", nodePublishSecretRef: { name: "login" } } },
    ],
};

const RBAC = "rbac.authorization.k8s.io/v1";
const ingress = (service: Data) => ({
    spec: {
        rules: [{ host: "a.example.com", http: { paths: [{ path: "/", backend: { service } }] } }],
        tls: [{ secretName: "login" }],
    },
});

const mirror = () => ({ type: "RequestMirror", requestMirror: { backendRef: { name: "web", port: 80 } } });

/** A stack in which everything that is named exists. */
export const WHOLE: readonly RawResource[] = [
    namespace(),
    workload("Deployment", "web", {}, webPod),
    workload("StatefulSet", "db", {
        serviceName: "db",
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { storageClassName: "fast" } }],
    }),
    named("v1", "Service", "web", {
        spec: { selector: { app: "web" }, ports: [{ name: "web", port: 80, targetPort: "http" }] },
    }),
    named("v1", "Service", "db", { spec: { clusterIP: "None", selector: { app: "db" } } }),
    named("v1", "ServiceAccount", "web"),
    named("v1", "Secret", "login"),
    named("v1", "Secret", "registry"),
    named("v1", "ConfigMap", "settings"),
    named("v1", "PersistentVolumeClaim", "files", { spec: { storageClassName: "fast" } }),
    named("storage.k8s.io/v1", "StorageClass", "fast"),
    named("networking.k8s.io/v1", "Ingress", "web", ingress({ name: "web", port: { number: 80 } })),
    named("gateway.networking.k8s.io/v1", "HTTPRoute", "web", {
        spec: {
            rules: [
                {
                    backendRefs: [{ name: "web", port: 80, filters: [mirror()] }],
                    filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: { remove: ["a"] } }, mirror()],
                },
            ],
        },
    }),
    named("autoscaling/v2", "HorizontalPodAutoscaler", "web", {
        spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" } },
    }),
    named("policy/v1", "PodDisruptionBudget", "web", {
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
    }),
    networkPolicy("web", app("web")),
    networkPolicy("default-deny", { podSelector: {} }),
    named(RBAC, "Role", "reader"),
    named(RBAC, "ClusterRole", "lister"),
    named(RBAC, "RoleBinding", "web", {
        roleRef: { kind: "Role", name: "reader" },
        subjects: [
            { kind: "ServiceAccount", name: "web" },
            { kind: "Group", name: "devs" },
        ],
    }),
    named(RBAC, "ClusterRoleBinding", "web", {
        roleRef: { kind: "ClusterRole", name: "lister" },
        subjects: [{ kind: "ServiceAccount", name: "web", namespace: "shop" }],
    }),
];

export const TEMPLATE = "spec.template.spec";

/** What the rule says of a stack. */
export const verdict = (resources: readonly RawResource[], config = {}) => judgeStack(RULE, resources, config);
