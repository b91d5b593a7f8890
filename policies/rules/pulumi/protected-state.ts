import { finding, typeRule } from "../../model/rule";

/** @see https://www.pulumi.com/docs/iac/concepts/options/protect/ */
export const protectedState = typeRule({
    id: "protected-state",
    title: "What holds data is protected from deletion.",
    severity: "medium",
    category: "reliability",
    level: "advisory",
    rationale: "A renamed resource is deleted and made anew, and its data is gone.",
    fix: "Set the resource option protect to true; short-lived environments may leave it off.",
    sources: [],
    types: [
        "aws:eks/cluster:Cluster",
        "aws:efs/fileSystem:FileSystem",
        "aws:ebs/volume:Volume",
        "aws:kms/key:Key",
        "aws:rds/instance:Instance",
        "aws:rds/cluster:Cluster",
        "aws:dynamodb/table:Table",
        "aws:s3/bucket:Bucket",
        "aws:backup/vault:Vault",
    ],
    *check({ options, props }) {
        if (options.protect === false) {
            yield finding(props, "the resource option protect is off");
        }
    },
});
