import { livenessProbe } from "../../rules/pods/liveness-probe";
import { ofContainer, podCheck } from "../check";

export const livenessProbeCheck = podCheck({
    rule: livenessProbe,
    kinds: ["Deployment", "StatefulSet", "DaemonSet", "Rollout"],
    findings: () =>
        `variables.runningContainers.filter(c, c.?ports.orValue([]).size() > 0 && !c.?livenessProbe.hasValue())` +
        `.map(c, ${ofContainer(" opens ports and has no livenessProbe")})`,
});
