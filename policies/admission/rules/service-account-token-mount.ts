import { serviceAccountTokenMount } from "../../rules/pods/service-account-token-mount";
import { celText, when } from "../cel";
import { podCheck } from "../check";

export const serviceAccountTokenMountCheck = podCheck({
    rule: serviceAccountTokenMount,
    findings: () =>
        when(
            "!variables.podSpec.?automountServiceAccountToken.hasValue()",
            celText("automountServiceAccountToken is not set, so that the token is mounted"),
        ),
});
