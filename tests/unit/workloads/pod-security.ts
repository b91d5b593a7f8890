/** The fields of a pod that the Pod Security Standards look at. */
export interface PodUnderTest {
    readonly hostNetwork?: boolean;
    readonly hostPID?: boolean;
    readonly hostIPC?: boolean;
    readonly securityContext?: SecurityContext & { readonly sysctls?: readonly unknown[] };
    readonly volumes?: readonly Record<string, unknown>[];
    readonly containers: readonly ContainerUnderTest[];
    readonly initContainers?: readonly ContainerUnderTest[];
}

interface ContainerUnderTest {
    readonly name: string;
    readonly securityContext?: SecurityContext;
    readonly ports?: readonly { readonly hostPort?: number }[];
}

interface SecurityContext {
    readonly privileged?: boolean;
    readonly procMount?: string;
    readonly allowPrivilegeEscalation?: boolean;
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly seccompProfile?: { readonly type?: string };
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
    readonly seLinuxOptions?: unknown;
    readonly appArmorProfile?: unknown;
}

const ALLOWED_VOLUMES = [
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

/**
 * What the Pod Security Standard `restricted` refuses about a pod, one entry for each check that fails.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function restrictedViolations(pod: PodUnderTest): string[] {
    const containers = [...pod.containers, ...(pod.initContainers ?? [])];
    const podContext = pod.securityContext ?? {};
    const checks: [string, boolean][] = [
        ["host namespaces", !pod.hostNetwork && !pod.hostPID && !pod.hostIPC],
        ["sysctls", (podContext.sysctls ?? []).length === 0],
        ["pod runAsNonRoot", podContext.runAsNonRoot !== false],
        ["pod runAsUser", podContext.runAsUser !== 0],
        ["pod seccomp", isConfined(podContext) || podContext.seccompProfile === undefined],
        ...(pod.volumes ?? []).map(({ name, ...source }): [string, boolean] => [
            `volume ${String(name)}`,
            Object.keys(source).every((type) => ALLOWED_VOLUMES.includes(type)),
        ]),
        ...containers.flatMap(({ name, ports = [], securityContext: own = {} }): [string, boolean][] => [
            [`${name}: privileged`, own.privileged !== true],
            [`${name}: procMount`, own.procMount === undefined || own.procMount === "Default"],
            [`${name}: host ports`, ports.every(({ hostPort }) => !hostPort)],
            [`${name}: allowPrivilegeEscalation`, own.allowPrivilegeEscalation === false],
            [`${name}: runAsNonRoot`, own.runAsNonRoot ?? podContext.runAsNonRoot ?? false],
            [`${name}: runAsUser`, own.runAsUser !== 0],
            [`${name}: seccomp`, own.seccompProfile === undefined ? isConfined(podContext) : isConfined(own)],
            [`${name}: drops ALL`, own.capabilities?.drop?.includes("ALL") ?? false],
            [`${name}: adds`, (own.capabilities?.add ?? []).every((added) => added === "NET_BIND_SERVICE")],
            [`${name}: SELinux and AppArmor`, own.seLinuxOptions === undefined && own.appArmorProfile === undefined],
        ]),
    ];
    return checks.filter(([, holds]) => !holds).map(([check]) => check);
}

function isConfined({ seccompProfile }: SecurityContext): boolean {
    return seccompProfile?.type === "RuntimeDefault" || seccompProfile?.type === "Localhost";
}
