import type { Stack } from "@pulumi/pulumi/automation";
import { SESSION_TAG, type SessionRequest } from "../../../components/cluster/session";
import { isObject } from "../../../core/data";
import { clusterAmong, resourcesOf, type StateCluster, type StateResource } from "../state-resources";

/** What a session to the cluster of a stack's state is opened with; undefined where the cluster or its host is not there yet. */
export async function sessionRequestOf(stack: Pick<Stack, "exportStack">): Promise<SessionRequest | undefined> {
    const resources = await resourcesOf(stack);
    const cluster = clusterAmong(resources);
    const instanceId = hostAmong(resources)?.id;
    if (!cluster?.region || !cluster.outputs.endpoint || !instanceId) {
        return undefined;
    }
    return { instanceId, region: cluster.region, kubeconfig: JSON.stringify(kubeconfigOf(cluster)) };
}

/** The host of sessions among a stack's resources. */
export function hostAmong(resources: readonly StateResource[]): StateResource | undefined {
    return resources.find(
        ({ type, outputs }) =>
            type === "aws:ec2/instance:Instance" && isObject(outputs?.tags) && SESSION_TAG in outputs.tags,
    );
}

/** The same as `kubeconfigJson` of the component of EKS, with which the program opens its sessions. */
function kubeconfigOf({ name, region, outputs: { endpoint, certificateAuthority } }: StateCluster) {
    const authority = isObject(certificateAuthority) ? certificateAuthority.data : undefined;
    return {
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name: "kubernetes", cluster: { server: endpoint, "certificate-authority-data": authority } }],
        users: [{ name: "aws", user: { exec: tokenCommand(region, name) } }],
        contexts: [{ name: "aws", context: { cluster: "kubernetes", user: "aws" } }],
        "current-context": "aws",
    };
}

const EXEC_VERSION = "client.authentication.k8s.io/v1beta1";

function tokenCommand(region: string, cluster: string) {
    return {
        apiVersion: EXEC_VERSION,
        command: "aws",
        args: ["--region", region, "eks", "get-token", "--cluster-name", cluster, "--output", "json"],
        // Without it, older AWS CLIs answer in another version.
        env: [{ name: "KUBERNETES_EXEC_INFO", value: `{"apiVersion": "${EXEC_VERSION}"}` }],
    };
}
