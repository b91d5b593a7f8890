import { barePod } from "../../rules/workloads/bare-pod";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const barePodCheck = kindCheck({
    rule: barePod,
    reads: ["metadata.ownerReferences", 'metadata.annotations["helm.sh/hook"]'],
    findings: () =>
        when(
            `object.metadata.?ownerReferences.orValue([]).size() == 0 && !("helm.sh/hook" in variables.annotations)`,
            celText("the pod has no owner"),
        ),
});
