import { priorityClass } from "../../rules/pods/priority-class";
import { celText, when } from "../cel";
import { podCheck } from "../check";

export const priorityClassCheck = podCheck({
    rule: priorityClass,
    findings: () =>
        when(`variables.podSpec.?priorityClassName.orValue("") == ""`, celText("priorityClassName is not set")),
});
