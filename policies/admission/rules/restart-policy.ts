import { APPS, BATCH, DEFAULTED_KINDS, FINITE_KINDS, restartPolicy } from "../../rules/workloads/restart-policy";
import { celPattern, celTexts, when } from "../cel";
import { podCheck } from "../check";

export const restartPolicyCheck = podCheck({
    rule: restartPolicy,
    findings: () => {
        const policy = `variables.podSpec.?restartPolicy.orValue("")`;
        const isOf = (groups: readonly string[]) =>
            `object.apiVersion.matches(${celPattern(new RegExp(`^(${groups.join("|").replaceAll(".", "\\.")})/`))})`;
        const hasEnd = `(${isOf(BATCH)} && object.kind in ${celTexts(FINITE_KINDS)})`;
        const isKeptRunning = `(${isOf(APPS)} || object.kind == "ReplicationController")`;
        return when(
            `(${hasEnd} ? !(${policy} in ["OnFailure", "Never"]) && !(${policy} == "" && object.kind in ${celTexts(DEFAULTED_KINDS)}) : ${isKeptRunning} && !(${policy} in ["", "Always"]))`,
            `"restartPolicy is " + strings.quote(${policy})`,
        );
    },
});
