import { defaultServiceAccount } from "../../rules/pods/default-service-account";
import { celText, when } from "../cel";
import { podCheck } from "../check";

export const defaultServiceAccountCheck = podCheck({
    rule: defaultServiceAccount,
    findings: () =>
        when(
            `variables.podSpec.?serviceAccountName.or(variables.podSpec.?serviceAccount).orValue("") in ["", "default"]`,
            celText("the pod runs under the namespace's default ServiceAccount"),
        ),
});
