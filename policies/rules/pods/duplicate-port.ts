import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports */
export const duplicatePort = podRule({
    id: "duplicate-port",
    title: "A pod opens each port once, and names each port once.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "A pod's containers share one network: the second to open a port fails, and a name leads to one of two.",
    fix: "Give each port a number and a name of its own.",
    sources: ["kube-score container-ports-check"],
    *check(pod) {
        const running = pod.containers.filter(({ role }) => role === "main" || role === "sidecar");
        const seen = new Set<string>();
        for (const port of running.flatMap((container) => container.at("ports").items)) {
            const [name, number, protocol] = [port.key("name"), port.key("containerPort"), port.key("protocol")];
            if (name.text !== undefined && isRepeated(seen, name.text)) {
                yield finding(name, `the port name ${name} is taken`);
            }
            const address = `${number}/${protocol.text || "TCP"}`;
            if (number.number !== undefined && !protocol.isUnknown && isRepeated(seen, address)) {
                yield finding(number, `the port ${address} is taken`);
            }
        }
    },
});

/** Port names hold no slash, so that one set serves names and addresses. */
function isRepeated(seen: Set<string>, key: string): boolean {
    return seen.size === seen.add(key).size;
}
