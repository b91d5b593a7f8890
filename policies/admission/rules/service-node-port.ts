import { serviceNodePort } from "../../rules/services/service-node-port";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const serviceNodePortCheck = kindCheck({
    rule: serviceNodePort,
    reads: ["spec.type"],
    findings: () => when(`object.spec.?type.orValue("") == "NodePort"`, celText("the Service is of type NodePort")),
});
