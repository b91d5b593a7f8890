import { textsOf } from "../../model/rule";
import { standardLabels } from "../../rules/workloads/standard-labels";
import { celTexts } from "../cel";
import { kindCheck } from "../check";

export const standardLabelsCheck = kindCheck({
    rule: standardLabels,
    reads: ["metadata.labels"],
    findings: (config) =>
        `${celTexts(textsOf(config, "labels"))}.filter(l, variables.labels[?l].orValue("") == "").map(l, "the label " + l + " is not set")`,
});
