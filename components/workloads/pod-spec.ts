import type * as input from "@pulumi/kubernetes/types/input";
import { environmentName, fileMounts, type PodSecrets, plainVariables, secretVariables } from "./configuration";
import { filled } from "./filled";
import { type Identity, selectorLabels } from "./labels";
import { probesOf } from "./probes";
import type { ServiceSpec } from "./service-schema";
import { spreadConstraints } from "./spread";

/** What one writable directory may hold before the pod is evicted, so that it cannot fill a node's disk. */
const SCRATCH_SIZE = "1Gi";

/**
 * The name of the volume that a stateful service's claims have, and of the directory in it that is mounted: a new
 * file system's own `lost+found` would otherwise lie among the data, and databases refuse to start in it.
 */
export const DATA_VOLUME = "data";

/** What a pod is given beside its description. */
export interface PodInputs {
    readonly secrets: PodSecrets;
    /** Whether variables are given that the description does not have. */
    readonly hasEnvironment: boolean;
}

/**
 * The pod of a service. It satisfies the Pod Security Standard `restricted` whatever the description says.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function podSpec(
    identity: Identity,
    service: ServiceSpec,
    { secrets, hasEnvironment }: PodInputs,
): input.core.v1.PodSpec {
    const hasVariables = hasEnvironment || Object.keys(plainVariables(service.env)).length > 0;
    const files = fileMounts(identity.name, service, secrets);
    const scratch = service.writablePaths.map((mountPath, index) => ({ name: `scratch-${index}`, mountPath }));
    const data = service.storage
        ? [{ name: DATA_VOLUME, mountPath: service.storage.mountPath, subPath: DATA_VOLUME }]
        : [];
    return {
        serviceAccountName: identity.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: service.terminationGracePeriodSeconds,
        securityContext: podSecurityContext(service),
        topologySpreadConstraints: spreadConstraints(selectorLabels(identity), service.kind),
        containers: [
            {
                name: identity.name,
                image: service.image,
                imagePullPolicy: "IfNotPresent",
                command: service.command,
                args: service.args,
                ports: filled(service.ports.map(({ name, port }) => ({ name, containerPort: port, protocol: "TCP" }))),
                ...(hasVariables && { envFrom: [{ configMapRef: { name: environmentName(identity.name) } }] }),
                env: filled(secretVariables(service.env, secrets)),
                ...probesOf(service),
                ...drain(service),
                resources: service.resources,
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    runAsNonRoot: true,
                    capabilities: { drop: ["ALL"] },
                },
                volumeMounts: filled([...data, ...scratch, ...files.volumeMounts]),
            },
        ],
        volumes: filled([
            ...scratch.map(({ name }) => ({ name, emptyDir: { sizeLimit: SCRATCH_SIZE } })),
            ...files.volumes,
        ]),
    };
}

function podSecurityContext({ runAsUser }: ServiceSpec): input.core.v1.PodSecurityContext {
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

/** Endpoints are withdrawn while the pod ends, not before: it goes on serving until proxies have heard of it. */
function drain({ kind, drainSeconds }: ServiceSpec): Pick<input.core.v1.Container, "lifecycle"> {
    if (kind === "stateful" || drainSeconds === 0) return {};
    return { lifecycle: { preStop: { sleep: { seconds: drainSeconds } } } };
}
