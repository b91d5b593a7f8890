import { secretFromEnvironment } from "../../rules/secrets/secret-from-environment";
import { ofContainer, podCheck } from "../check";

export const secretFromEnvironmentCheck = podCheck({
    rule: secretFromEnvironment,
    findings: () =>
        `variables.containers.filter(c, c.?env.orValue([]).exists(e, e.?valueFrom.?secretKeyRef.hasValue()) || ` +
        `c.?envFrom.orValue([]).exists(e, e.?secretRef.hasValue())).map(c, ${ofContainer(" gets a Secret in its environment")})`,
});
