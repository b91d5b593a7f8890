import { breach, type PodRuleCase } from "../support/rule-case";

const container = "spec.containers[0]";
const security = `${container}.securityContext`;

/** Breaches of the Pod Security Standards at their latest version. Paths name the first container. */
export const POD_SECURITY_CASES: readonly PodRuleCase[] = [
    {
        rule: "psa-privileged",
        breaches: [breach("a privileged container", `${security}.privileged`, true)],
        accepted: [
            breach("an unprivileged container", `${security}.privileged`, false),
            breach("null", `${security}.privileged`, null),
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
            breach(name, `${security}.capabilities.add`, [name], `${security}.capabilities.add[0]`),
        ),
        accepted: [breach("default capabilities", `${security}.capabilities.add`, ["CHOWN", "MKNOD", "SYS_CHROOT"])],
    },
    {
        rule: "psa-capabilities_restricted",
        // A container without security context lacks every setting of one.
        also: ["psa-allowPrivilegeEscalation", "read-only-root-filesystem"],
        dependsOn: [`${security}.capabilities.drop[0]`],
        breaches: [
            breach("an added capability", `${security}.capabilities.add`, ["CHOWN"], `${security}.capabilities.add[0]`),
            breach("no dropped capability", `${security}.capabilities`, undefined, `${security}.capabilities.drop`),
            breach("a list without ALL", `${security}.capabilities.drop`, ["NET_RAW"]),
            breach("ALL in small letters", `${security}.capabilities.drop`, ["all"]),
            breach("no security context", security, undefined, `${security}.capabilities.drop`),
        ],
        accepted: [
            breach("NET_BIND_SERVICE", `${security}.capabilities.add`, ["NET_BIND_SERVICE"]),
            breach("ALL among others", `${security}.capabilities.drop`, ["NET_RAW", "ALL"]),
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
        breaches: [breach("a host port", `${container}.ports[0].hostPort`, 8080)],
        accepted: [breach("host port 0", `${container}.ports[0].hostPort`, 0)],
    },
    {
        rule: "psa-hostProbesAndHostLifecycle",
        breaches: [
            ...["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe) => [
                breach(`${probe} by HTTP`, `${container}.${probe}.httpGet.host`, "169.254.169.254"),
                breach(`${probe} by TCP`, `${container}.${probe}.tcpSocket.host`, "10.0.0.1"),
            ]),
            ...["postStart", "preStop"].flatMap((hook) => [
                breach(`${hook} by HTTP`, `${container}.lifecycle.${hook}.httpGet.host`, "example.com"),
                breach(`${hook} by TCP`, `${container}.lifecycle.${hook}.tcpSocket.host`, "example.com"),
            ]),
        ],
        accepted: [breach("an empty host", `${container}.readinessProbe.httpGet.host`, "")],
    },
    {
        rule: "psa-appArmorProfile",
        breaches: [
            breach("an unconfined pod", "spec.securityContext.appArmorProfile.type", "Unconfined"),
            breach("an unconfined container", `${security}.appArmorProfile.type`, "Unconfined"),
            breach("a profile without type", `${security}.appArmorProfile`, {}, `${security}.appArmorProfile.type`),
            breach(
                "the old annotation",
                'metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]',
                "unconfined",
            ),
        ],
        accepted: [
            breach("RuntimeDefault", `${security}.appArmorProfile.type`, "RuntimeDefault"),
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
            breach("a type of a container", `${security}.seLinuxOptions.type`, "unconfined_t"),
            breach("a user", `${security}.seLinuxOptions.user`, "system_u"),
            breach("a role", "spec.securityContext.seLinuxOptions.role", "sysadm_r"),
        ],
        accepted: [
            breach("a confined type", `${security}.seLinuxOptions.type`, "container_engine_t"),
            breach("empty options", `${security}.seLinuxOptions`, { type: "", user: "", role: "" }),
        ],
    },
    {
        rule: "psa-procMount",
        // Both levels have the check; a namespace whose level is known gets one of them.
        also: ["psa-procMount_restricted"],
        breaches: [breach("an unmasked /proc", `${security}.procMount`, "Unmasked")],
        accepted: [breach("the default", `${security}.procMount`, "Default")],
    },
    {
        rule: "psa-procMount_restricted",
        // Both levels have the check; a namespace whose level is known gets one of them.
        also: ["psa-procMount"],
        breaches: [breach("an unmasked /proc", `${security}.procMount`, "Unmasked")],
        accepted: [breach("the default", `${security}.procMount`, "Default")],
    },
    {
        rule: "psa-seccompProfile_baseline",
        // Both levels have the check; a namespace whose level is known gets one of them.
        also: ["psa-seccompProfile_restricted"],
        breaches: [
            breach("an unconfined pod", "spec.securityContext.seccompProfile.type", "Unconfined"),
            breach("an unconfined container", `${security}.seccompProfile.type`, "Unconfined"),
            breach("a profile without type", `${security}.seccompProfile`, {}, `${security}.seccompProfile.type`),
        ],
        accepted: [
            breach("no profile", "spec.securityContext.seccompProfile", undefined),
            breach("a local profile", `${security}.seccompProfile`, { type: "Localhost", localhostProfile: "a.json" }),
        ],
    },
    {
        rule: "psa-seccompProfile_restricted",
        // Both levels have the check; a namespace whose level is known gets one of them.
        also: ["psa-seccompProfile_baseline"],
        dependsOn: ["spec.securityContext.seccompProfile.type"],
        breaches: [
            breach("no profile", "spec.securityContext.seccompProfile", undefined, `${security}.seccompProfile`),
            breach("an unconfined container", `${security}.seccompProfile.type`, "Unconfined"),
            breach("an unconfined pod", "spec.securityContext.seccompProfile.type", "Unconfined"),
        ],
        accepted: [breach("a Windows pod", "spec.os", { name: "windows" })],
    },
    {
        rule: "psa-windowsHostProcess",
        breaches: [
            breach("the pod", "spec.securityContext.windowsOptions.hostProcess", true),
            breach("a container", `${security}.windowsOptions.hostProcess`, true),
        ],
        accepted: [breach("false", `${security}.windowsOptions.hostProcess`, false)],
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
            breach("true", `${security}.allowPrivilegeEscalation`, true),
            breach("nothing", `${security}.allowPrivilegeEscalation`, undefined),
            breach("null", `${security}.allowPrivilegeEscalation`, null),
        ],
        accepted: [breach("a Windows pod", "spec.os", { name: "windows" })],
    },
    {
        rule: "psa-runAsNonRoot",
        dependsOn: ["spec.securityContext.runAsNonRoot"],
        breaches: [
            breach("a root container", `${security}.runAsNonRoot`, false),
            breach("a root pod", "spec.securityContext.runAsNonRoot", false),
            breach("nothing", "spec.securityContext.runAsNonRoot", undefined, `${security}.runAsNonRoot`),
        ],
        accepted: [breach("a container that says so itself", `${security}.runAsNonRoot`, true)],
    },
    {
        rule: "psa-runAsUser",
        breaches: [
            breach("a root pod", "spec.securityContext.runAsUser", 0),
            breach("a root container", `${security}.runAsUser`, 0),
        ],
        accepted: [breach("another user", `${security}.runAsUser`, 65534)],
    },
];
