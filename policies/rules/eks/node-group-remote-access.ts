import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html */
export const nodeGroupRemoteAccess = typeRule({
    id: "node-group-remote-access",
    title: "Nodes cannot be reached by SSH.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "An SSH key without source security groups opens port 22 of every node to the internet.",
    fix: "Remove remoteAccess and use Session Manager, or set sourceSecurityGroupIds.",
    sources: ["CKV_AWS_100"],
    types: ["aws:eks/nodeGroup:NodeGroup"],
    *check({ props }) {
        const key = props.at("remoteAccess.ec2SshKey");
        const sources = props.at("remoteAccess.sourceSecurityGroupIds");
        if (key.isStated && !sources.isUnknown && sources.items.length === 0) {
            yield finding(sources, "remoteAccess names an SSH key and no sourceSecurityGroupIds");
        }
    },
});
