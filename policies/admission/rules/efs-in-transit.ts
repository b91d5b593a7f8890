import { efsInTransit } from "../../rules/storage/efs-in-transit";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

const IS_CLASS = `object.kind == "StorageClass"`;

export const efsInTransitCheck = kindCheck({
    rule: efsInTransit,
    reads: ["provisioner", "parameters", "spec.csi"],
    findings: () => {
        const driver = `(${IS_CLASS} ? dyn(object).provisioner : dyn(object).spec.?csi.?driver.orValue(""))`;
        const settings = `(${IS_CLASS} ? dyn(object).?parameters : dyn(object).spec.?csi.?volumeAttributes).orValue({})`;
        const isEfs = `${driver} == "efs.csi.aws.com"`;
        return (
            when(
                `${isEfs} && ${settings}[?"encryptInTransit"].orValue("true") != "true"`,
                celText("encryptInTransit is off"),
            ) +
            ` + ${when(
                `${isEfs} && ${IS_CLASS} && ${settings}.size() > 0 && ${settings}[?"provisioningMode"].orValue("") != "efs-ap"`,
                celText("provisioningMode is not efs-ap"),
            )}`
        );
    },
});
