import type { Container } from "../../model/pod";
import { finding, podRule } from "../../model/rule";

export const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];
/** What asks a port, by name or by number. */
export const ACTIONS = ["httpGet", "tcpSocket"];

/** @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
export const probePort = podRule({
    id: "probe-port",
    title: "Probes name ports that their container has.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale:
        "A probe of a name that no port has always fails, and the container is restarted for ever. A number needs no " +
        "declaration: ports are information, and the container opens what it likes.",
    fix: "Name one of the container's ports, or its number.",
    sources: ["kube-linter liveness-port", "kube-linter readiness-port", "kube-linter startup-port"],
    *check(pod) {
        for (const container of pod.containers) {
            for (const action of ACTIONS) {
                for (const port of PROBES.map((probe) => container.at(`${probe}.${action}.port`))) {
                    if (port.text !== undefined && !mayHave(container, port.text)) {
                        yield finding(port, `${container.label} has no port of the name ${port}`);
                    }
                }
            }
        }
    },
});

function mayHave(container: Container, port: string): boolean {
    const ports = container.at("ports");
    const names = ports.items.map((item) => item.key("name"));
    return ports.isIncomplete || names.some((name) => name.isIncomplete || name.text === port);
}
