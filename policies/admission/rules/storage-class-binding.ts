import { storageClassBinding } from "../../rules/storage/storage-class-binding";
import { celText, when } from "../cel";
import { kindCheck } from "../check";
import { IS_EBS } from "../storage-class";

export const storageClassBindingCheck = kindCheck({
    rule: storageClassBinding,
    reads: ["provisioner", "volumeBindingMode"],
    findings: () =>
        when(
            `${IS_EBS} && object.?volumeBindingMode.orValue("") != "WaitForFirstConsumer"`,
            celText("volumeBindingMode is not WaitForFirstConsumer"),
        ),
});
