import { terminationGrace } from "../../rules/pods/termination-grace";
import { celText, when } from "../cel";
import { ofContainer, podCheck } from "../check";

export const terminationGraceCheck = podCheck({
    rule: terminationGrace,
    findings: () => {
        // What the API server fills in where nothing is said.
        const grace = "variables.podSpec.?terminationGracePeriodSeconds.orValue(30)";
        return (
            when(`${grace} == 0`, celText("terminationGracePeriodSeconds is 0: containers are killed at once")) +
            ` + variables.containers.filter(c, ${grace} > 0 && c.?lifecycle.?preStop.?sleep.?seconds.orValue(0) >= ${grace})` +
            `.map(c, ${ofContainer(" sleeps as long as it has to stop")})`
        );
    },
});
