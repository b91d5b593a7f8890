import { ACTIONS, PROBES, probePort } from "../../rules/pods/probe-port";
import { ofContainer, podCheck } from "../check";

export const probePortCheck = podCheck({
    rule: probePort,
    findings: () => {
        const asked = PROBES.flatMap((probe) => ACTIONS.map((action) => `c.?${probe}.?${action}.?port`)).join(", ");
        const ports = "c.?ports.orValue([])";
        const isKnown = `type(o.value()) == int || ${ports}.exists(p, p.?name.orValue("") == o.value())`;
        return (
            `variables.containers.filter(c, [${asked}].exists(o, o.hasValue() && !(${isKnown})))` +
            `.map(c, ${ofContainer(" has a probe of a port whose name it does not have")})`
        );
    },
});
