import type { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { EksPlatformConfig } from "../config";
import { PipelineAccess, pipelineName } from "./pipeline-access";

/** The roles of a stack's pipeline, as its configuration says. */
export function pipelineAccess(
    parent: pulumi.Resource,
    name: string,
    provider: Provider,
    { region, stack, cluster, backup }: EksPlatformConfig,
    { github, state, permissionsBoundary }: NonNullable<EksPlatformConfig["pipeline"]>,
): PipelineAccess {
    const prefix = `${name}-`;
    return new PipelineAccess(
        pipelineName(prefix),
        {
            region,
            stack,
            prefix,
            ...(backup.enabled && { backups: { copyRegion: backup.copy?.region } }),
            clusterName: cluster.name,
            github: { ...github, environment: github.environment ?? stack },
            state,
            permissionsBoundary,
        },
        { parent, providers: [provider] },
    );
}
