import type * as input from "@pulumi/kubernetes/types/input";
import type { CommonSpec } from "./common-defaults";
import { environmentName, fileMounts, type PodSecrets, plainVariables, secretVariables } from "./configuration";
import { filled } from "./filled";
import type { Identity } from "./labels";

/** What one writable directory may hold before the pod is evicted, so that it cannot fill a node's disk. */
const SCRATCH_SIZE = "1Gi";

/** What a pod is given beside its description. */
export interface PodInputs {
    /** Secrets that its variables and files come from. */
    readonly secrets: PodSecrets;
    /** Whether variables are given that the description does not have. */
    readonly hasEnvironment: boolean;
    /** What the service's kind adds. */
    readonly shape: PodShape;
}

/** What a kind of service adds to its pods. Nothing of it may loosen a security context. */
export interface PodShape {
    /** Fields of the pod. @default none */
    readonly pod?: Pick<input.core.v1.PodSpec, "restartPolicy" | "topologySpreadConstraints">;
    /** Fields of its container. @default none */
    readonly container?: Pick<
        input.core.v1.Container,
        "ports" | "startupProbe" | "readinessProbe" | "livenessProbe" | "lifecycle"
    >;
    /** Where volumes are mounted that the workload makes for its pods. @default none */
    readonly mounts?: input.core.v1.VolumeMount[];
}

/**
 * The pod of a service. It satisfies the Pod Security Standard `restricted` whatever the description says.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function podSpec(
    identity: Identity,
    service: CommonSpec,
    { secrets, hasEnvironment, shape }: PodInputs,
): input.core.v1.PodSpec {
    const hasVariables = hasEnvironment || Object.keys(plainVariables(service.env)).length > 0;
    const files = fileMounts(identity.name, service, secrets);
    const scratch = service.writablePaths.map((mountPath, index) => ({ name: `scratch-${index}`, mountPath }));
    return {
        serviceAccountName: identity.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: service.terminationGracePeriodSeconds,
        securityContext: podSecurityContext(service),
        ...shape.pod,
        containers: [
            {
                name: identity.name,
                image: service.image,
                imagePullPolicy: "IfNotPresent",
                command: service.command,
                args: service.args,
                ...(hasVariables && { envFrom: [{ configMapRef: { name: environmentName(identity.name) } }] }),
                env: filled(secretVariables(service.env, secrets)),
                ...shape.container,
                resources: service.resources,
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    runAsNonRoot: true,
                    capabilities: { drop: ["ALL"] },
                },
                volumeMounts: filled([...(shape.mounts ?? []), ...scratch, ...files.volumeMounts]),
            },
        ],
        volumes: filled([
            ...scratch.map(({ name }) => ({ name, emptyDir: { sizeLimit: SCRATCH_SIZE } })),
            ...files.volumes,
        ]),
    };
}

function podSecurityContext({ runAsUser }: CommonSpec): input.core.v1.PodSecurityContext {
    return {
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
        ...(runAsUser !== undefined && {
            runAsUser,
            runAsGroup: runAsUser,
            fsGroup: runAsUser,
            // Always would make files group-readable again at each start; Erlang refuses such a cookie file.
            fsGroupChangePolicy: "OnRootMismatch",
        }),
    };
}
