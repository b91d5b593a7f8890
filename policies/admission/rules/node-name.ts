import { nodeName } from "../../rules/pods/node-name";
import { when } from "../cel";
import { podCheck } from "../check";

export const nodeNameCheck = podCheck({
    rule: nodeName,
    findings: () =>
        // A pod that runs has the node that the scheduler gave it.
        when(
            `variables.podSpec.?nodeName.orValue("") != "" && !(object.kind == "Pod" && request.operation == "UPDATE")`,
            `"nodeName is " + strings.quote(variables.podSpec.nodeName)`,
        ),
});
