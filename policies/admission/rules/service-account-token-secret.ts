import { serviceAccountTokenSecret } from "../../rules/secrets/service-account-token-secret";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const serviceAccountTokenSecretCheck = kindCheck({
    rule: serviceAccountTokenSecret,
    reads: ["type"],
    findings: () =>
        when(
            `object.?type.orValue("") == "kubernetes.io/service-account-token"`,
            celText("the Secret holds a ServiceAccount token that never expires"),
        ),
});
