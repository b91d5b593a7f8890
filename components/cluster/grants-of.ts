import type * as pulumi from "@pulumi/pulumi";
import type { EksPlatformConfig } from "../config";
import type { PipelineAccess } from "../pipeline/pipeline-access";
import { type AccessGrant, accessGrants, pipelineGrants, remoteNodeGrants, roleGrants } from "./access-grants";
import { AccessRoles } from "./access-roles";

/**
 * Everybody whom a stack lets into its cluster: principals of IAM, roles that it makes for people and pipelines, nodes outside of AWS.
 *
 * @param name of the component that makes the roles, where there are any to make
 */
export function grantsOf(
    parent: pulumi.Resource,
    name: string,
    { cluster, namespaces, region }: EksPlatformConfig,
    pipeline: PipelineAccess | undefined,
): AccessGrant[] {
    const { access, remoteNetworks } = cluster;
    const roles = Object.values(access).some(({ trust }) => trust)
        ? new AccessRoles(name, { clusterName: cluster.name, region, access }, { parent })
        : undefined;
    return [
        ...accessGrants(access, namespaces),
        ...(roles ? roleGrants(access, namespaces, roles.arns) : []),
        ...remoteNodeGrants(remoteNetworks?.nodeRoles ?? []),
        ...(pipeline ? pipelineGrants(pipeline.previewRoleArn, pipeline.deployRoleArn) : []),
    ];
}
