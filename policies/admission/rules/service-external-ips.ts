import { serviceExternalIps } from "../../rules/services/service-external-ips";
import { when } from "../cel";
import { kindCheck } from "../check";

export const serviceExternalIpsCheck = kindCheck({
    rule: serviceExternalIps,
    reads: ["spec.externalIPs"],
    findings: () =>
        when(
            "object.spec.?externalIPs.orValue([]).size() > 0",
            `"the Service claims " + object.spec.externalIPs.join(", ")`,
        ),
});
