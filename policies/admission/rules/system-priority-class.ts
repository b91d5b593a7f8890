import { systemPriorityClass } from "../../rules/pods/system-priority-class";
import { when } from "../cel";
import { podCheck } from "../check";

export const systemPriorityClassCheck = podCheck({
    rule: systemPriorityClass,
    findings: () =>
        when(
            `variables.podSpec.?priorityClassName.orValue("").matches("^system-(cluster|node)-critical$")`,
            `"priorityClassName is " + variables.podSpec.priorityClassName`,
        ),
});
