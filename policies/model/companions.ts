import type { Resource } from "./resource";
import { any, type Match } from "./selector";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** A resource that another one needs beside it. */
export interface Companion {
    /** Pulumi type of the resource that needs it. */
    readonly type: string;
    /** Pulumi type of the companion. */
    readonly companion: string;
    /** Completes "there is no …". */
    readonly what: string;
    /** Where to report a missing companion. */
    readonly field: string;
    /** The texts by which the companion may name the resource, as far as they are known. */
    readonly names: (resource: Resource) => readonly string[];
    /** Where the companion names the resource. */
    readonly link: string;
    /** Whether the resource needs a companion at all. @default always */
    readonly needed?: (resource: Resource) => Match;
    /** Whether a companion of the resource is fit for its purpose. @default always */
    readonly isFit?: (companion: Resource) => Match;
}

export const COMPANIONS: readonly Companion[] = [
    {
        type: "aws:ecr/repository:Repository",
        companion: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
        what: "aws.ecr.LifecyclePolicy for the repository",
        field: "name",
        names: ({ props }) => known(props.key("name")),
        link: "repository",
    },
    {
        type: "aws:efs/fileSystem:FileSystem",
        companion: "aws:efs/backupPolicy:BackupPolicy",
        what: "aws.efs.BackupPolicy that is ENABLED for the file system",
        field: "id",
        names: (resource) => [...known(resource.props.key("id")), ...idInArn(resource)],
        link: "fileSystemId",
        isFit: ({ props }) => is(props.at("backupPolicy.status"), "ENABLED"),
    },
    {
        type: "aws:ec2/vpc:Vpc",
        companion: "aws:ec2/flowLog:FlowLog",
        what: "aws.ec2.FlowLog for the VPC",
        field: "id",
        names: (resource) => [...known(resource.props.key("id")), ...idInArn(resource)],
        link: "vpcId",
    },
    {
        type: "aws:eks/cluster:Cluster",
        companion: "aws:cloudwatch/logGroup:LogGroup",
        what: "aws.cloudwatch.LogGroup with retentionInDays for the control plane's logs",
        field: "enabledClusterLogTypes",
        names: ({ props }) => known(props.key("name")).map((name) => `/aws/eks/${name}/cluster`),
        link: "name",
        needed: ({ props }) => {
            const types = props.key("enabledClusterLogTypes");
            return types.isUnknown ? "unknown" : types.items.length > 0 ? "yes" : "no";
        },
        isFit: ({ props }) => {
            const days = props.key("retentionInDays");
            return days.isUnknown ? "unknown" : (days.number ?? 0) > 0 ? "yes" : "no";
        },
    },
];

/** Whether the stack has the companion of a resource. Where the two cannot be matched yet, any may be it. */
export function hasCompanion(resource: Resource, companion: Companion, stack: Stack): Match {
    const names = companion.names(resource);
    return any(
        stack.ofType(companion.companion).map((candidate) => {
            const link = candidate.props.at(companion.link);
            const isLinked =
                link.isUnknown || names.length === 0 ? "unknown" : names.includes(link.text ?? "") ? "yes" : "no";
            const isFit = companion.isFit?.(candidate) ?? "yes";
            return isLinked === "no" || isFit === "no" ? "no" : isLinked === "yes" ? isFit : "unknown";
        }),
    );
}

function known(value: Value): readonly string[] {
    return value.isUnknown || value.text === undefined || value.text === "" ? [] : [value.text];
}

/** `arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1` ends in the id. */
function idInArn({ props }: Resource): readonly string[] {
    return known(props.key("arn")).map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
}

function is(value: Value, wanted: string): Match {
    return value.isUnknown ? "unknown" : value.text === wanted ? "yes" : "no";
}
