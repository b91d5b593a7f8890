import { OLD_TYPES, storageClassType } from "../../rules/storage/storage-class-type";
import { celTexts, when } from "../cel";
import { kindCheck } from "../check";
import { IS_EBS } from "../storage-class";

export const storageClassTypeCheck = kindCheck({
    rule: storageClassType,
    reads: ["provisioner", "parameters"],
    findings: () => {
        const type = `object.?parameters.orValue({})[?"type"]`;
        const isInTree = `object.provisioner == "kubernetes.io/aws-ebs"`;
        return when(
            `${IS_EBS} && (${type}.orValue("") in ${celTexts(OLD_TYPES)} || (${isInTree} && !${type}.hasValue()))`,
            `"parameters.type is " + strings.quote(${type}.orValue(""))`,
        );
    },
});
