import { mapAt } from "../../../core/engine/values";
import { isCaller } from "../../../core/facts/aws/caller";
import type { AwsContext } from "../behaviour";
import { callerArn } from "../caller";

/**
 * Why EKS would refuse an access entry; undefined when it would not. Whoever creates a cluster that uses entries gets one from EKS, unless the
 * cluster says otherwise.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function refuseAccessEntry(context: AwsContext): string | undefined {
    const cluster = context.lookup("aws:eks/cluster:Cluster", context.text("clusterName"));
    const { authenticationMode, bootstrapClusterCreatorAdminPermissions } = mapAt(cluster ?? {}, "accessConfig");
    if (authenticationMode === "CONFIG_MAP") {
        return "InvalidRequestException: The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.";
    }
    const isCreator = isCaller(callerArn(context), context.text("principalArn"));
    return isCreator && bootstrapClusterCreatorAdminPermissions === true
        ? "ResourceInUseException: The specified access entry resource is already in use on this cluster: EKS has made it for who created the cluster.\n" +
              "Next step: leave the creator out of the stack's access, or name it there as cluster-admin for the whole cluster."
        : undefined;
}
