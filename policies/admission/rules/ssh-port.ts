import { sshPort } from "../../rules/pods/ssh-port";
import { ofContainer, podCheck } from "../check";

export const sshPortCheck = podCheck({
    rule: sshPort,
    findings: () =>
        `variables.containers.filter(c, c.?ports.orValue([]).exists(p, p.?containerPort.orValue(0) == 22 && ` +
        `!(p.?protocol.orValue("TCP") in ["UDP", "SCTP"]))).map(c, ${ofContainer(" opens port 22")})`,
});
