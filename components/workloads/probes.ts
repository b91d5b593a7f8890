import type * as input from "@pulumi/kubernetes/types/input";
import type { ServiceSpec } from "./service-schema";

type Probe = NonNullable<ServiceSpec["probes"]["readiness"]>;
type Ports = ServiceSpec["ports"];

/** Starting may take 36 periods, six minutes by default: a Java service on a busy node needs some of them. */
const STARTUP_FAILURES = 36;

/** The three probes of a container. */
export interface Probes {
    readonly startupProbe?: input.core.v1.Probe;
    readonly readinessProbe?: input.core.v1.Probe;
    readonly livenessProbe?: input.core.v1.Probe;
}

/**
 * The probes of a service. Without a description each is a TCP connection to the first port. Liveness never defaults
 * to the readiness check: that one may depend on other services, and their outage must not restart this one.
 */
export function probesOf({ probes, ports }: Pick<ServiceSpec, "probes" | "ports">): Probes {
    const startup = probes.startup ?? probes.readiness;
    return {
        ...probe(
            "startupProbe",
            startup && { ...startup, failureThreshold: probes.startup?.failureThreshold ?? STARTUP_FAILURES },
            ports,
            STARTUP_FAILURES,
        ),
        ...probe("readinessProbe", probes.readiness, ports),
        ...probe("livenessProbe", probes.liveness, ports),
    };
}

function probe(field: keyof Probes, description: Probe | undefined, ports: Ports, failures = 3): Probes {
    const action = actionOf(description, ports);
    if (!action) return {};
    return {
        [field]: {
            ...action,
            periodSeconds: description?.periodSeconds ?? 10,
            timeoutSeconds: description?.timeoutSeconds ?? 3,
            failureThreshold: description?.failureThreshold ?? failures,
        },
    };
}

function actionOf(description: Probe | undefined, ports: Ports): input.core.v1.Probe | undefined {
    if (description?.command) return { exec: { command: description.command } };
    const port = description?.port ?? ports[0]?.name;
    if (port === undefined) return undefined;
    return description?.path === undefined ? { tcpSocket: { port } } : { httpGet: { path: description.path, port } };
}
