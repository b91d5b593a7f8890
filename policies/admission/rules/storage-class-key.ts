import { storageClassKey } from "../../rules/storage/storage-class-key";
import { celText, when } from "../cel";
import { kindCheck } from "../check";
import { IS_EBS } from "../storage-class";

export const storageClassKeyCheck = kindCheck({
    rule: storageClassKey,
    reads: ["provisioner", "parameters"],
    findings: () =>
        when(
            `${IS_EBS} && object.?parameters.orValue({})[?"kmsKeyId"].orValue("") == ""`,
            celText("parameters.kmsKeyId is not set"),
        ),
});
