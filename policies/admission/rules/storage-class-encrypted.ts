import { storageClassEncrypted } from "../../rules/storage/storage-class-encrypted";
import { celText, when } from "../cel";
import { kindCheck } from "../check";
import { IS_EBS } from "../storage-class";

export const storageClassEncryptedCheck = kindCheck({
    rule: storageClassEncrypted,
    reads: ["provisioner", "parameters"],
    findings: () =>
        when(
            `${IS_EBS} && object.?parameters.orValue({})[?"encrypted"].orValue("") != "true"`,
            celText('parameters.encrypted is not "true"'),
        ),
});
