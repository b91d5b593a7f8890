import { duplicatePort } from "../../rules/pods/duplicate-port";
import { ofContainer, podCheck } from "../check";

export const duplicatePortCheck = podCheck({
    rule: duplicatePort,
    findings: () => {
        const isSame = [
            `(p.?name.orValue("") != "" && q.?name.orValue("") == p.?name.orValue(""))`,
            `(q.containerPort == p.containerPort && q.?protocol.orValue("TCP") == p.?protocol.orValue("TCP"))`,
        ].join(" || ");
        const count = `variables.runningContainers.map(d, d.?ports.orValue([]).filter(q, ${isSame}).size()).sum()`;
        return (
            `variables.runningContainers.filter(c, c.?ports.orValue([]).exists(p, ${count} > 1))` +
            `.map(c, ${ofContainer(" opens a port that is taken, or gives it a name that is")})`
        );
    },
});
