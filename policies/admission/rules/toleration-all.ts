import { tolerationAll } from "../../rules/pods/toleration-all";
import { celText, when } from "../cel";
import { podCheck } from "../check";

export const tolerationAllCheck = podCheck({
    rule: tolerationAll,
    findings: () =>
        when(
            `object.kind != "DaemonSet" && variables.podSpec.?tolerations.orValue([]).exists(t, ` +
                `t.?operator.orValue("") == "Exists" && t.?key.orValue("") == "" && t.?effect.orValue("") != "PreferNoSchedule")`,
            celText("a toleration has no key, which means every taint"),
        ),
});
