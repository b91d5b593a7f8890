import { efsDirectoryPermissions } from "../../rules/storage/efs-directory-permissions";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const efsDirectoryPermissionsCheck = kindCheck({
    rule: efsDirectoryPermissions,
    reads: ["provisioner", "parameters"],
    findings: () => {
        const parameters = "object.?parameters.orValue({})";
        const isEfs = `object.provisioner == "efs.csi.aws.com"`;
        return (
            when(
                `${isEfs} && ${parameters}[?"directoryPerms"].orValue("").matches("[2367]$")`,
                celText("directoryPerms lets everyone write"),
            ) +
            ` + ["uid", "gid", "gidRangeStart"].filter(f, ${isEfs} && ${parameters}[?f].orValue("1").matches("^0+$"))` +
            `.map(f, f + " is 0, which is root's")`
        );
    },
});
