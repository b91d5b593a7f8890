import { ACTIONS, PROBES, probePort } from "../../rules/pods/probe-port";
import { ofContainer, podCheck } from "../check";

export const probePortCheck = podCheck({
    rule: probePort,
    findings: () => {
        const asked = PROBES.flatMap((probe) => ACTIONS.map((action) => `c.?${probe}.?${action}.?port`)).join(", ");
        const ports = "c.?ports.orValue([])";
        const isOpen = [
            `type(o.value()) == int`,
            ` ? ${ports}.size() == 0 || ${ports}.exists(p, p.?containerPort.orValue(0) == o.value())`,
            ` : ${ports}.exists(p, p.?name.orValue("") == o.value())`,
        ].join("");
        return (
            `variables.containers.filter(c, [${asked}].exists(o, o.hasValue() && !(${isOpen})))` +
            `.map(c, ${ofContainer(" has a probe of a port that it does not open")})`
        );
    },
});
