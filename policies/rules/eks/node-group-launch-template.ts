import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html */
export const nodeGroupLaunchTemplate = typeRule({
    id: "node-group-launch-template",
    title: "Node groups have a launch template.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without one EKS lets the metadata service answer over two hops, so that pods get the node's role.",
    fix: "Set launchTemplate to one with metadataOptions and encrypted block devices.",
    sources: ["FSBP EC2.8", "CKV_AWS_79", "AWS-0130"],
    types: ["aws:eks/nodeGroup:NodeGroup"],
    *check({ props }) {
        const template = props.key("launchTemplate");
        // Whether there is a template is known even while its id is not.
        if (!template.isStated) {
            yield finding(template, "launchTemplate is not set");
        }
    },
});
