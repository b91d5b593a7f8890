import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html */
export const efsAccessPoint = typeRule({
    id: "efs-access-point",
    title: "EFS access points have a directory and a user of their own.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "An access point on the root directory, or one that keeps the client's user id, limits nothing.",
    fix: "Set rootDirectory.path to a directory below / and posixUser.",
    sources: ["FSBP EFS.3", "FSBP EFS.4", "CKV_AWS_329", "CKV_AWS_330"],
    types: ["aws:efs/accessPoint:AccessPoint"],
    *check({ props }) {
        const path = props.at("rootDirectory.path");
        if (path.absent || path.text === "/") {
            yield finding(path, `rootDirectory.path is ${path}; required: a directory below /`);
        }
        const user = props.key("posixUser");
        if (user.absent) {
            yield finding(user, "posixUser is not set");
        }
    },
});
