import { Application, type ApplicationArgs, type ServiceDescription } from "../../../components/workloads";
import type { PodUnderTest } from "./pod-security";
import { type Recorded, record } from "./recording";

/** The parts of a Deployment or StatefulSet that tests read. */
export interface WorkloadObject {
    readonly metadata: ObjectMeta;
    readonly spec: {
        readonly replicas?: number;
        readonly serviceName?: string;
        readonly selector: { readonly matchLabels: Record<string, string> };
        readonly strategy?: unknown;
        readonly template: { readonly metadata: ObjectMeta; readonly spec: PodObject };
        readonly volumeClaimTemplates?: readonly {
            readonly metadata: ObjectMeta;
            readonly spec: {
                readonly storageClassName: string;
                readonly accessModes: string[];
                readonly resources: unknown;
            };
        }[];
        readonly persistentVolumeClaimRetentionPolicy?: unknown;
    };
}

/** Metadata of any object. */
export interface ObjectMeta {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Record<string, string>;
    readonly annotations?: Record<string, string>;
}

interface PodObject extends PodUnderTest {
    readonly serviceAccountName: string;
    readonly automountServiceAccountToken: boolean;
    readonly terminationGracePeriodSeconds: number;
    readonly securityContext: NonNullable<PodUnderTest["securityContext"]> & {
        readonly fsGroup?: number;
        readonly fsGroupChangePolicy?: string;
    };
    readonly topologySpreadConstraints: readonly {
        readonly topologyKey: string;
        readonly labelSelector: { readonly matchLabels: Record<string, string> };
    }[];
    readonly containers: readonly ContainerObject[];
}

type Container = PodUnderTest["containers"][number];

interface ContainerObject extends Container {
    readonly image: string;
    readonly command?: readonly string[];
    readonly args?: readonly string[];
    readonly env?: readonly EnvironmentVariable[];
    readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
    readonly ports?: readonly { readonly name: string; readonly containerPort: number; readonly hostPort?: number }[];
    readonly startupProbe?: ProbeObject;
    readonly readinessProbe?: ProbeObject;
    readonly livenessProbe?: ProbeObject;
    readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
    readonly resources: { readonly requests: Record<string, string>; readonly limits: Record<string, string> };
    readonly securityContext: NonNullable<Container["securityContext"]> & { readonly readOnlyRootFilesystem: boolean };
    readonly volumeMounts?: readonly {
        readonly name: string;
        readonly mountPath: string;
        readonly subPath?: string;
        readonly readOnly?: boolean;
    }[];
}

interface ProbeObject {
    readonly httpGet?: { readonly path: string; readonly port: string };
    readonly tcpSocket?: { readonly port: string };
    readonly exec?: { readonly command: readonly string[] };
    readonly failureThreshold: number;
}

interface EnvironmentVariable {
    readonly name: string;
    readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

/** The smallest service that is complete. */
export const plainService = { image: "registry.example.com/team/app:1.0.0", port: 8080 } satisfies ServiceDescription;

/** Runs one application of the given services on a platform with the tier `standard` and an ingress. */
export function recordApplication(
    services: Readonly<Record<string, ServiceDescription>>,
    args: Partial<ApplicationArgs> = {},
    options: Parameters<typeof record>[1] = {},
): Promise<Recorded[]> {
    return record(() => {
        new Application("shop", {
            namespace: "team",
            description: { services },
            storageClasses: { standard: "standard" },
            retainVolumes: false,
            ingress: { className: "traefik", controllerNamespace: "ingress" },
            ...args,
        });
    }, options);
}
