import { readinessProbe } from "../../rules/pods/readiness-probe";
import { ofContainer, podCheck } from "../check";

export const readinessProbeCheck = podCheck({
    rule: readinessProbe,
    kinds: ["Deployment", "StatefulSet", "DaemonSet", "Rollout"],
    findings: () =>
        `variables.runningContainers.filter(c, c.?ports.orValue([]).size() > 0 && !c.?readinessProbe.hasValue())` +
        `.map(c, ${ofContainer(" opens ports and has no readinessProbe")})`,
});
