import type * as input from "@pulumi/kubernetes/types/input";
import type { ServicePort, ServingFields } from "./serving-fields";

type Probe = NonNullable<ServingFields["probes"]["readiness"]>;
type Ports = readonly Pick<ServicePort, "name">[];

/** What probes are made from. */
interface Probed extends Pick<ServingFields, "probes"> {
    readonly ports: Ports;
}

/** Starting may take 36 periods, six minutes by default: a Java service on a busy node needs some of them. */
const STARTUP_FAILURES = 36;

/** A pod is taken out of use long before it is restarted: most troubles pass, and a restart makes overload worse. */
const LIVENESS_FAILURES = 6;

/**
 * The probes of a service. Without a description each is a TCP connection to the first port. Liveness never defaults
 * to the readiness check: that one may depend on other services, and their outage must not restart this one.
 */
export function probesOf({ probes, ports }: Probed) {
    const asReadiness = probes.readiness && { ...probes.readiness, failureThreshold: undefined };
    return {
        startupProbe: probe(probes.startup ?? asReadiness, ports, STARTUP_FAILURES),
        readinessProbe: probe(probes.readiness, ports),
        livenessProbe: probe(probes.liveness, ports, LIVENESS_FAILURES),
    };
}

function probe(description: Probe | undefined, ports: Ports, failures = 3): input.core.v1.Probe | undefined {
    const action = actionOf(description, ports);
    return (
        action && {
            ...action,
            periodSeconds: description?.periodSeconds ?? 10,
            timeoutSeconds: description?.timeoutSeconds ?? 3,
            failureThreshold: description?.failureThreshold ?? failures,
        }
    );
}

function actionOf(description: Probe | undefined, ports: Ports): input.core.v1.Probe | undefined {
    if (description?.command) {
        return { exec: { command: description.command } };
    }
    const port = description?.port ?? ports[0]?.name;
    if (port === undefined) {
        return undefined;
    }
    return description?.path === undefined ? { tcpSocket: { port } } : { httpGet: { path: description.path, port } };
}
