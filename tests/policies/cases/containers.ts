import { edit } from "../support/edit";
import { breach, type PodRuleCase } from "../support/rule-case";
import { compliantPod } from "../support/workloads";

const CONTAINER = "spec.containers[0]";
const SERVING_KINDS = ["Deployment", "StatefulSet", "DaemonSet", "Rollout"];
/** A namespace of system agents, where Pod Security lets every volume pass. */
const PRIVILEGED = { podSecurity: { level: "privileged" } } as const;

/** The first container mounts a path of its node. */
const mounted = (path: string, readOnly: boolean) => ({
    what: path,
    path: "spec",
    value: {
        serviceAccountName: "agent",
        automountServiceAccountToken: false,
        priorityClassName: "shop",
        affinity: {
            podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [
                    { weight: 1, podAffinityTerm: { topologyKey: "kubernetes.io/hostname" } },
                ],
            },
        },
        containers: [
            {
                name: "agent",
                image: `public.ecr.aws/shop/agent:1.6.2@sha256:${"0".repeat(64)}`,
                resources: {
                    requests: { cpu: "100m", memory: "128Mi" },
                    limits: { cpu: "1", memory: "256Mi", "ephemeral-storage": "1Gi" },
                },
                securityContext: { readOnlyRootFilesystem: true },
                volumeMounts: [{ name: "host", mountPath: "/host", readOnly }],
            },
        ],
        volumes: [{ name: "host", hostPath: { path } }],
    },
});
const mount = (path: string, foundAt: string, readOnly = true) => ({ ...mounted(path, readOnly), foundAt });
const HOST_PATH = "spec.volumes[0].hostPath.path";

/** Breaches of the rules over what containers ask of their node and cluster. */
export const CONTAINER_CASES: readonly PodRuleCase[] = [
    {
        rule: "container-runtime-socket",
        context: PRIVILEGED,
        breaches: [
            "/var/run/docker.sock",
            "/run/containerd/containerd.sock",
            "/run/containerd/",
            "/var/run",
            "/var/run/../run/crio",
        ].map((path) => mount(path, HOST_PATH)),
        accepted: [mount("/run/containerd-data", ""), mount("/run/docker.sock.d", "")],
    },
    {
        rule: "host-path-sensitive",
        context: PRIVILEGED,
        config: { allowedPaths: ["/var/lib/kubelet/plugins", "/etc/ssl:ro"] },
        breaches: [
            ...["/etc/kubernetes/pki", "/etc/", "/var/lib", "/var/log/../lib/kubelet", "//proc"].map((path) =>
                mount(path, HOST_PATH),
            ),
            mount("/var/lib/kubelet/plugins-evil", HOST_PATH),
            mount("/var/lib/kubelet/plugins/..", HOST_PATH),
        ],
        accepted: [
            ...["/etcetera", "/var/log", "/var/lib/kubelet/plugins/ebs.csi.aws.com", "/etc/ssl/certs"].map((path) =>
                mount(path, ""),
            ),
        ],
    },
    {
        rule: "host-path-sensitive",
        context: PRIVILEGED,
        config: { allowedPaths: ["/etc/ssl:ro"] },
        breaches: [mount("/etc/ssl", HOST_PATH, false)],
        // The mount is writable, which is another rule's matter.
        also: ["host-path-writable"],
    },
    {
        rule: "host-path-sensitive",
        context: PRIVILEGED,
        breaches: [mount("/etc/ssl", HOST_PATH), mount("/etc/ssl/private", HOST_PATH)],
        accepted: [mount("/etc/ssl/certs", "")],
    },
    {
        rule: "host-path-sensitive",
        context: PRIVILEGED,
        breaches: [mount("/", HOST_PATH)],
        // The root holds the sockets, too.
        also: ["container-runtime-socket"],
    },
    {
        rule: "host-path-writable",
        context: PRIVILEGED,
        breaches: [mount("/var/log", `${CONTAINER}.volumeMounts[0].readOnly`, false)],
    },
    // The level of the namespace is not known: an exemption from psa-hostPathVolumes hides none of the others.
    {
        rule: "container-runtime-socket",
        also: ["psa-hostPathVolumes"],
        breaches: [breach("a socket", "spec.volumes[0].hostPath", { path: "/var/run/docker.sock" }, HOST_PATH)],
    },
    {
        rule: "host-path-sensitive",
        also: ["psa-hostPathVolumes"],
        breaches: [breach("a path of keys", "spec.volumes[0].hostPath", { path: "/etc/kubernetes" }, HOST_PATH)],
    },
    {
        rule: "host-path-writable",
        also: ["psa-hostPathVolumes"],
        breaches: [
            breach(
                "a writable path",
                "spec",
                edit(
                    edit(compliantPod, "spec.volumes[0].hostPath", { path: "/var/log" }),
                    `${CONTAINER}.volumeMounts[0]`,
                    { name: "tmp", mountPath: "/host" },
                ).spec,
                `${CONTAINER}.volumeMounts[0].readOnly`,
            ),
        ],
    },
    {
        rule: "high-group-id",
        config: { minimum: 1000 },
        breaches: [
            breach("a group of the node", "spec.securityContext.runAsGroup", 999),
            breach("a container's group", `${CONTAINER}.securityContext.runAsGroup`, 1),
        ],
        accepted: [breach("root's, which another rule refuses", "spec.securityContext.runAsGroup", 0)],
    },
    {
        rule: "cpu-limit",
        breaches: [breach("no limit", `${CONTAINER}.resources.limits.cpu`, undefined)],
        accepted: [breach("a limit of the pod", "spec.resources", { limits: { cpu: "1" } })],
    },
    {
        rule: "ephemeral-storage-limit",
        breaches: [breach("no limit", `${CONTAINER}.resources.limits.ephemeral-storage`, undefined)],
    },
    {
        rule: "liveness-probe",
        kinds: SERVING_KINDS,
        breaches: [breach("no probe", `${CONTAINER}.livenessProbe`, undefined)],
        accepted: [breach("a container that opens no port", `${CONTAINER}.ports`, undefined)],
    },
    {
        rule: "probe-port",
        breaches: [
            breach("a name that no port has", `${CONTAINER}.livenessProbe.httpGet.port`, "http"),
            breach("a number as a text", `${CONTAINER}.readinessProbe.httpGet.port`, "8080"),
            breach(
                "a TCP probe",
                `${CONTAINER}.startupProbe`,
                { tcpSocket: { port: "admin" } },
                `${CONTAINER}.startupProbe.tcpSocket.port`,
            ),
        ],
        accepted: [
            breach("the name of a port", CONTAINER, {
                ports: [{ name: "http", containerPort: 8080 }],
                livenessProbe: { httpGet: { port: "http" } },
            }),
            breach("a number where no port is declared", `${CONTAINER}.ports`, undefined),
            breach("a number that is not declared (case 051)", `${CONTAINER}.readinessProbe.httpGet.port`, 8081),
            breach("a command", `${CONTAINER}.livenessProbe`, { exec: { command: ["true"] } }),
        ],
    },
    {
        rule: "secret-from-environment",
        breaches: [
            breach(
                "a variable",
                `${CONTAINER}.env[0]`,
                { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
                `${CONTAINER}.env[0].valueFrom.secretKeyRef`,
            ),
            breach(
                "all variables of a Secret",
                `${CONTAINER}.envFrom`,
                [{ secretRef: { name: "db" } }],
                `${CONTAINER}.envFrom[0].secretRef`,
            ),
        ],
        accepted: [breach("a ConfigMap", `${CONTAINER}.envFrom`, [{ configMapRef: { name: "web" } }])],
    },
    {
        rule: "seccomp-annotation",
        breaches: [
            "seccomp.security.alpha.kubernetes.io/pod",
            "container.seccomp.security.alpha.kubernetes.io/web",
        ].map((name) => breach(name, `metadata.annotations["${name}"]`, "runtime/default")),
    },
    {
        rule: "priority-class",
        breaches: [breach("nothing", "spec.priorityClassName", undefined)],
    },
    {
        rule: "termination-grace",
        breaches: [
            breach("no time", "spec.terminationGracePeriodSeconds", 0),
            breach("a longer sleep", `${CONTAINER}.lifecycle.preStop.sleep.seconds`, 30),
        ],
        accepted: [
            breach("time enough", "spec", {
                terminationGracePeriodSeconds: 60,
                containers: [{ name: "web", lifecycle: { preStop: { sleep: { seconds: 30 } } } }],
            }),
        ],
    },
    {
        rule: "replica-spread",
        kinds: ["Deployment", "StatefulSet", "Rollout"],
        breaches: [
            breach("nothing", "spec.topologySpreadConstraints", undefined),
            breach("an empty list of constraints", "spec.topologySpreadConstraints", []),
        ],
        accepted: [
            breach("pods that avoid each other", "spec", {
                affinity: {
                    podAntiAffinity: {
                        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "kubernetes.io/hostname" }],
                    },
                },
            }),
        ],
    },
    {
        rule: "restart-policy",
        kinds: ["batch/v1:Job", "batch/v1:CronJob", "batch/v1beta1:CronJob", "keda.sh/v1alpha1:ScaledJob"],
        breaches: [
            breach("Always", "spec.restartPolicy", "Always"),
            breach("a policy that does not exist", "spec.restartPolicy", "Sometimes"),
        ],
        accepted: [breach("Never", "spec.restartPolicy", "Never")],
    },
    {
        rule: "restart-policy",
        kinds: ["batch/v1:Job", "batch/v1:CronJob", "batch/v1beta1:CronJob"],
        breaches: [breach("an empty text, which is none", "spec.restartPolicy", "")],
    },
    {
        // KEDA writes OnFailure in the Jobs that it makes.
        rule: "restart-policy",
        kinds: ["keda.sh/v1alpha1:ScaledJob"],
        breaches: [breach("Always in a ScaledJob", "spec.restartPolicy", "Always")],
        accepted: [
            breach("no policy in a ScaledJob (case 213)", "spec.restartPolicy", undefined),
            breach("an empty text in a ScaledJob", "spec.restartPolicy", ""),
        ],
    },
    {
        rule: "restart-policy",
        kinds: ["apps/v1:Deployment", "apps/v1:DaemonSet", "core/v1:ReplicationController"],
        breaches: [breach("OnFailure", "spec.restartPolicy", "OnFailure")],
        accepted: [
            breach("Always", "spec.restartPolicy", "Always"),
            breach("an empty text, which means Always", "spec.restartPolicy", ""),
        ],
    },
];
