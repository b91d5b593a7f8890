import { IdentityProviderConfig } from "@pulumi/aws/eks/identityProviderConfig";
import * as pulumi from "@pulumi/pulumi";
import type { EksClusterConfig } from "../config/sections/cluster";

/** Arguments of an {@link IdentityProvider}. */
export interface IdentityProviderArgs {
    /** Name of the cluster. */
    readonly clusterName: pulumi.Input<string>;
    /** The provider. */
    readonly oidc: NonNullable<EksClusterConfig["oidc"]>;
}

/**
 * Lets people of an OIDC provider use the Kubernetes API under names and groups with a prefix, to which roles are bound.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html
 */
export class IdentityProvider extends pulumi.ComponentResource {
    constructor(name: string, { clusterName, oidc }: IdentityProviderArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:cluster:IdentityProvider", name, { clusterName, issuerUrl: oidc.issuerUrl }, opts);
        new IdentityProviderConfig(
            `${name}-provider`,
            {
                clusterName,
                oidc: {
                    identityProviderConfigName: oidc.name,
                    issuerUrl: oidc.issuerUrl,
                    clientId: oidc.clientId,
                    usernameClaim: oidc.usernameClaim,
                    usernamePrefix: oidc.usernamePrefix,
                    ...(oidc.groupsClaim !== undefined && {
                        groupsClaim: oidc.groupsClaim,
                        groupsPrefix: oidc.groupsPrefix,
                    }),
                    ...(Object.keys(oidc.requiredClaims).length > 0 && { requiredClaims: oidc.requiredClaims }),
                },
            },
            // A cluster has one, and the old one goes before another comes; each takes up to half an hour.
            { parent: this, deleteBeforeReplace: true, customTimeouts: { create: "60m", delete: "60m" } },
        );
        this.registerOutputs({});
    }
}
