import type { Container } from "../../model/pod";
import { finding, podRule } from "../../model/rule";

export const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];
/** What asks a port that the container names. */
export const ACTIONS = ["httpGet", "tcpSocket"];

/** @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
export const probePort = podRule({
    id: "probe-port",
    title: "Probes ask ports that their container opens.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "A probe of a name that no port has always fails, and the container is restarted for ever.",
    fix: "Name one of the container's ports, or its number.",
    sources: ["kube-linter liveness-port", "kube-linter readiness-port", "kube-linter startup-port"],
    *check(pod) {
        for (const container of pod.containers) {
            for (const action of ACTIONS) {
                for (const port of PROBES.map((probe) => container.at(`${probe}.${action}.port`))) {
                    if (port.present && !mayOpen(container, port.known)) {
                        yield finding(port, `${container.label} opens no port ${port}`);
                    }
                }
            }
        }
    },
});

/** A container may open a port that it does not declare, though not by name; it declares all or none. */
function mayOpen(container: Container, port: unknown): boolean {
    const ports = container.at("ports");
    if (ports.isIncomplete || (typeof port === "number" && ports.items.length === 0)) {
        return true;
    }
    const field = typeof port === "number" ? "containerPort" : "name";
    const declared = ports.items.map((item) => item.key(field));
    return declared.some((value) => value.isIncomplete || value.known === port);
}
