import { PROVISIONERS, storageClassReclaim } from "../../rules/storage/storage-class-reclaim";
import { celText, celTexts, when } from "../cel";
import { kindCheck } from "../check";

export const storageClassReclaimCheck = kindCheck({
    rule: storageClassReclaim,
    reads: ["provisioner", "reclaimPolicy"],
    findings: () =>
        when(
            `object.provisioner in ${celTexts(PROVISIONERS)} && object.?reclaimPolicy.orValue("") != "Retain"`,
            celText("reclaimPolicy is not Retain"),
        ),
});
