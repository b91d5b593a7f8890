import { finding, numberOf, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html */
export const launchTemplateMetadata = typeRule({
    id: "launch-template-metadata",
    title: "Pods cannot take the credentials of their node.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without IMDSv2 and a hop limit of 1 every pod gets the node's role from the metadata service.",
    fix: "Set metadataOptions.httpTokens to required and httpPutResponseHopLimit to 1.",
    sources: ["FSBP EC2.8", "CKV_AWS_79", "CKV_AWS_341", "AWS-0028", "AWS-0130", "CIS EKS 5.4.3"],
    config: {
        maximumHops: { description: "Largest hop limit that is accepted.", type: "integer", minimum: 1, default: 1 },
    },
    types: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
    *check({ props }, { config }) {
        const options = props.key("metadataOptions");
        if (options.key("httpEndpoint").text === "disabled") {
            return;
        }
        const tokens = options.key("httpTokens");
        if (tokens.outside("required")) {
            yield finding(tokens, `httpTokens is ${tokens}; required: "required"`);
        }
        const hops = options.key("httpPutResponseHopLimit");
        const maximum = numberOf(config, "maximumHops") ?? 1;
        // Without it images that ask for IMDSv2, as those of EKS do, get two hops.
        const isLeftOut = options.present && hops.absent;
        if (isLeftOut || (hops.number ?? 1) > maximum) {
            yield finding(hops, `httpPutResponseHopLimit is ${hops}; allowed: ${maximum}`);
        }
    },
});
