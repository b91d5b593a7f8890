import { finding, kindRule } from "../../model/rule";

/** @see https://github.com/kubernetes-sigs/aws-efs-csi-driver#storage-class-parameters-for-dynamic-provisioning */
export const efsDirectoryPermissions = kindRule({
    id: "efs-directory-permissions",
    title: "Directories of EFS storage classes are not writable by everyone, nor root's.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Every client of the file system could change the files of every claim.",
    fix: 'Set directoryPerms to "700" or "770", and uid, gid and gidRangeStart above 0.',
    sources: [],
    kinds: ["storage.k8s.io/StorageClass"],
    *check({ props }) {
        if (props.key("provisioner").text !== "efs.csi.aws.com") {
            return;
        }
        const permissions = props.at("parameters.directoryPerms");
        if (/[2367]$/.test(permissions.text ?? "")) {
            yield finding(permissions, `directoryPerms is ${permissions}, which lets everyone write`);
        }
        for (const id of ["uid", "gid", "gidRangeStart"].map((field) => props.at(`parameters.${field}`))) {
            if (Number(id.text ?? "1") === 0) {
                yield finding(id, `${id.path} is 0, which is root's`);
            }
        }
    },
});
