import type { Stack } from "@pulumi/pulumi/automation";

/** A resource as a stack's state has it. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly protect?: boolean;
    /** The resource is deleted already, and its successor is yet to be made. */
    readonly pendingReplacement?: boolean;
}

/** Everything in a stack's state; nothing where it was never brought up. */
export async function resourcesOf(stack: Pick<Stack, "exportStack">): Promise<readonly StateResource[]> {
    const { deployment } = await stack.exportStack();
    return deployment?.resources ?? [];
}

/** The cluster that a stack has made in AWS. */
export interface StateCluster {
    readonly name: string;
    /** AWS region, by its ARN. */
    readonly region: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

const CLUSTER_TYPE = "aws:eks/cluster:Cluster";

/** The cluster in AWS among a stack's resources. */
export function clusterAmong(resources: readonly StateResource[]): StateCluster | undefined {
    const cluster = resources.find(({ type }) => type === CLUSTER_TYPE);
    if (cluster === undefined) {
        return undefined;
    }
    const { outputs = {} } = cluster;
    return { name: textOf(outputs.name), region: textOf(outputs.arn).split(":")[3] ?? "", outputs };
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : "";
}
