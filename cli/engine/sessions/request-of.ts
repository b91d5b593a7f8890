import type { Stack } from "@pulumi/pulumi/automation";
import { SESSION_TAG, type SessionRequest } from "../../../components/cluster/session";

interface StateResource {
    readonly type: string;
    readonly id?: string;
    readonly outputs?: {
        readonly name?: string;
        readonly arn?: string;
        readonly endpoint?: string;
        readonly certificateAuthority?: { readonly data?: string };
        readonly tags?: Readonly<Record<string, string>>;
    };
}

/** What a session to the cluster of a stack's state is opened with; undefined where the cluster or its host is not there yet. */
export async function sessionRequestOf(stack: Stack): Promise<SessionRequest | undefined> {
    const { deployment } = await stack.exportStack();
    const resources: readonly StateResource[] = deployment?.resources ?? [];
    const cluster = resources.find(({ type }) => type === "aws:eks/cluster:Cluster")?.outputs;
    const instanceId = resources.find(
        ({ type, outputs }) => type === "aws:ec2/instance:Instance" && outputs?.tags?.[SESSION_TAG] !== undefined,
    )?.id;
    const region = cluster?.arn?.split(":")[3];
    if (!cluster?.endpoint || !instanceId || !region) {
        return undefined;
    }
    const kubeconfig = JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [
            {
                name: "kubernetes",
                cluster: {
                    server: cluster.endpoint,
                    "certificate-authority-data": cluster.certificateAuthority?.data,
                },
            },
        ],
        users: [{ name: "aws", user: { exec: tokenCommand(region, cluster.name ?? "") } }],
        contexts: [{ name: "aws", context: { cluster: "kubernetes", user: "aws" } }],
        "current-context": "aws",
    });
    return { instanceId, region, kubeconfig };
}

function tokenCommand(region: string, cluster: string) {
    return {
        apiVersion: "client.authentication.k8s.io/v1beta1",
        command: "aws",
        args: ["--region", region, "eks", "get-token", "--cluster-name", cluster, "--output", "json"],
    };
}
