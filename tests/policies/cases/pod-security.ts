import { breach, type PodRuleCase } from "../support/rule-case";

const CONTAINER = "spec.containers[0]";
const SECURITY = `${CONTAINER}.securityContext`;

/** Breaches of the Pod Security Standards at their latest version. Paths name the first container. */
export const POD_SECURITY_CASES: readonly PodRuleCase[] = [
    {
        rule: "psa-privileged",
        breaches: [breach("a privileged container", `${SECURITY}.privileged`, true)],
        accepted: [
            breach("an unprivileged container", `${SECURITY}.privileged`, false),
            breach("null", `${SECURITY}.privileged`, null),
        ],
    },
    {
        rule: "psa-hostNamespaces",
        breaches: ["hostNetwork", "hostPID", "hostIPC"].map((field) => breach(field, `spec.${field}`, true)),
        accepted: [breach("hostNetwork switched off", "spec.hostNetwork", false)],
    },
    {
        rule: "psa-capabilities_baseline",
        // Restricted allows a part of what baseline allows.
        also: ["psa-capabilities_restricted"],
        breaches: ["NET_RAW", "SYS_ADMIN", "CAP_CHOWN", "chown", "ALL"].map((name) =>
            breach(name, `${SECURITY}.capabilities.add`, [name], `${SECURITY}.capabilities.add[0]`),
        ),
        accepted: [breach("default capabilities", `${SECURITY}.capabilities.add`, ["CHOWN", "MKNOD", "SYS_CHROOT"])],
    },
    {
        rule: "psa-capabilities_restricted",
        // A container without security context lacks every setting of one.
        also: ["psa-allowPrivilegeEscalation", "read-only-root-filesystem"],
        dependsOn: [`${SECURITY}.capabilities.drop[0]`],
        breaches: [
            breach("an added capability", `${SECURITY}.capabilities.add`, ["CHOWN"], `${SECURITY}.capabilities.add[0]`),
            breach("no dropped capability", `${SECURITY}.capabilities`, undefined, `${SECURITY}.capabilities.drop`),
            breach("a list without ALL", `${SECURITY}.capabilities.drop`, ["NET_RAW"]),
            breach("ALL in small letters", `${SECURITY}.capabilities.drop`, ["all"]),
            breach("no security context", SECURITY, undefined, `${SECURITY}.capabilities.drop`),
        ],
        accepted: [
            breach("NET_BIND_SERVICE", `${SECURITY}.capabilities.add`, ["NET_BIND_SERVICE"]),
            breach("ALL among others", `${SECURITY}.capabilities.drop`, ["NET_RAW", "ALL"]),
            breach("a Windows pod", "spec.os", { name: "windows" }),
        ],
    },
    {
        rule: "psa-hostPathVolumes",
        // What the path reaches is a matter of its own.
        also: ["container-runtime-socket"],
        breaches: [breach("a hostPath volume", "spec.volumes[0].hostPath", { path: "/var/run" })],
        accepted: [breach("null", "spec.volumes[0].hostPath", null)],
    },
    {
        rule: "psa-hostPorts",
        breaches: [breach("a host port", `${CONTAINER}.ports[0].hostPort`, 8080)],
        accepted: [breach("host port 0", `${CONTAINER}.ports[0].hostPort`, 0)],
    },
    {
        rule: "psa-hostProbesAndHostLifecycle",
        breaches: [
            ...["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe) => [
                breach(`${probe} by HTTP`, `${CONTAINER}.${probe}.httpGet.host`, "169.254.169.254"),
                breach(`${probe} by TCP`, `${CONTAINER}.${probe}.tcpSocket.host`, "10.0.0.1"),
            ]),
            ...["postStart", "preStop"].flatMap((hook) => [
                breach(`${hook} by HTTP`, `${CONTAINER}.lifecycle.${hook}.httpGet.host`, "example.com"),
                breach(`${hook} by TCP`, `${CONTAINER}.lifecycle.${hook}.tcpSocket.host`, "example.com"),
            ]),
        ],
        accepted: [breach("an empty host", `${CONTAINER}.readinessProbe.httpGet.host`, "")],
    },
    {
        rule: "psa-appArmorProfile",
        breaches: [
            breach("an unconfined pod", "spec.securityContext.appArmorProfile.type", "Unconfined"),
            breach("an unconfined container", `${SECURITY}.appArmorProfile.type`, "Unconfined"),
            breach("a profile without type", `${SECURITY}.appArmorProfile`, {}, `${SECURITY}.appArmorProfile.type`),
            breach(
                "the old annotation",
                'metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]',
                "unconfined",
            ),
        ],
        accepted: [
            breach("RuntimeDefault", `${SECURITY}.appArmorProfile.type`, "RuntimeDefault"),
            breach("Localhost", "spec.securityContext.appArmorProfile.type", "Localhost"),
            breach("another annotation", 'metadata.annotations["example.com/apparmor"]', "unconfined"),
            breach(
                "an annotation with a local profile",
                'metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]',
                "localhost/web",
            ),
        ],
    },
    {
        rule: "psa-seLinuxOptions",
        breaches: [
            breach("a type of the pod", "spec.securityContext.seLinuxOptions.type", "spc_t"),
            breach("a type of a container", `${SECURITY}.seLinuxOptions.type`, "unconfined_t"),
            breach("a user", `${SECURITY}.seLinuxOptions.user`, "system_u"),
            breach("a role", "spec.securityContext.seLinuxOptions.role", "sysadm_r"),
        ],
        accepted: [
            breach("a confined type", `${SECURITY}.seLinuxOptions.type`, "container_engine_t"),
            breach("empty options", `${SECURITY}.seLinuxOptions`, { type: "", user: "", role: "" }),
        ],
    },
    {
        rule: "psa-procMount",
        // Both levels have the check; a namespace whose level is known gets one of them.
        also: ["psa-procMount_restricted"],
        breaches: [breach("an unmasked /proc", `${SECURITY}.procMount`, "Unmasked")],
        accepted: [breach("the default", `${SECURITY}.procMount`, "Default")],
    },
    {
        rule: "psa-procMount_restricted",
        // Both levels have the check; a namespace whose level is known gets one of them.
        also: ["psa-procMount"],
        breaches: [breach("an unmasked /proc", `${SECURITY}.procMount`, "Unmasked")],
        accepted: [breach("the default", `${SECURITY}.procMount`, "Default")],
    },
    {
        rule: "psa-seccompProfile_baseline",
        // Both levels have the check; a namespace whose level is known gets one of them.
        also: ["psa-seccompProfile_restricted"],
        breaches: [
            breach("an unconfined pod", "spec.securityContext.seccompProfile.type", "Unconfined"),
            breach("an unconfined container", `${SECURITY}.seccompProfile.type`, "Unconfined"),
            breach("a profile without type", `${SECURITY}.seccompProfile`, {}, `${SECURITY}.seccompProfile.type`),
        ],
        accepted: [
            breach("no profile", "spec.securityContext.seccompProfile", undefined),
            breach("a local profile", `${SECURITY}.seccompProfile`, { type: "Localhost", localhostProfile: "a.json" }),
        ],
    },
    {
        rule: "psa-seccompProfile_restricted",
        // Both levels have the check; a namespace whose level is known gets one of them.
        also: ["psa-seccompProfile_baseline"],
        dependsOn: ["spec.securityContext.seccompProfile.type"],
        breaches: [
            breach("no profile", "spec.securityContext.seccompProfile", undefined, `${SECURITY}.seccompProfile`),
            breach("an unconfined container", `${SECURITY}.seccompProfile.type`, "Unconfined"),
            breach("an unconfined pod", "spec.securityContext.seccompProfile.type", "Unconfined"),
        ],
        accepted: [breach("a Windows pod", "spec.os", { name: "windows" })],
    },
    {
        rule: "psa-windowsHostProcess",
        breaches: [
            breach("the pod", "spec.securityContext.windowsOptions.hostProcess", true),
            breach("a container", `${SECURITY}.windowsOptions.hostProcess`, true),
        ],
        accepted: [breach("false", `${SECURITY}.windowsOptions.hostProcess`, false)],
    },
    {
        rule: "psa-sysctls",
        breaches: [
            breach(
                "an unsafe sysctl",
                "spec.securityContext.sysctls",
                [{ name: "kernel.msgmax", value: "1" }],
                "spec.securityContext.sysctls[0].name",
            ),
        ],
        accepted: [
            breach("a safe sysctl", "spec.securityContext.sysctls", [{ name: "net.ipv4.tcp_syncookies", value: "1" }]),
        ],
    },
    {
        rule: "psa-restrictedVolumes",
        // Baseline refuses one of the types by itself, and the path reaches the sockets.
        also: ["psa-hostPathVolumes", "container-runtime-socket"],
        breaches: [
            breach("an NFS volume", "spec.volumes[0]", { name: "files", nfs: { server: "files", path: "/" } }),
            breach("a hostPath volume", "spec.volumes[0]", { name: "run", hostPath: { path: "/run" } }),
            breach("a type that nobody knows", "spec.volumes[0]", { name: "new", brandNew: {} }),
        ],
        accepted: [
            ...[
                "configMap",
                "csi",
                "downwardAPI",
                "ephemeral",
                "image",
                "persistentVolumeClaim",
                "projected",
                "secret",
            ].map((type) => breach(type, "spec.volumes[0]", { name: "files", [type]: {} })),
            breach("a volume without type, which becomes an emptyDir", "spec.volumes[0]", { name: "files" }),
        ],
    },
    {
        rule: "psa-allowPrivilegeEscalation",
        breaches: [
            breach("true", `${SECURITY}.allowPrivilegeEscalation`, true),
            breach("nothing", `${SECURITY}.allowPrivilegeEscalation`, undefined),
            breach("null", `${SECURITY}.allowPrivilegeEscalation`, null),
        ],
        accepted: [breach("a Windows pod", "spec.os", { name: "windows" })],
    },
    {
        rule: "psa-runAsNonRoot",
        dependsOn: ["spec.securityContext.runAsNonRoot"],
        breaches: [
            breach("a root container", `${SECURITY}.runAsNonRoot`, false),
            breach("a root pod", "spec.securityContext.runAsNonRoot", false),
            breach("nothing", "spec.securityContext.runAsNonRoot", undefined, `${SECURITY}.runAsNonRoot`),
        ],
        accepted: [breach("a container that says so itself", `${SECURITY}.runAsNonRoot`, true)],
    },
    {
        rule: "psa-runAsUser",
        breaches: [
            breach("a root pod", "spec.securityContext.runAsUser", 0),
            breach("a root container", `${SECURITY}.runAsUser`, 0),
        ],
        accepted: [breach("another user", `${SECURITY}.runAsUser`, 65534)],
    },
];
