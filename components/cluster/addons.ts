import { Addon } from "@pulumi/aws/eks/addon";
import * as pulumi from "@pulumi/pulumi";
import { type AddonName, addonVersion } from "./addon-versions";

export interface AddonsArgs {
    readonly clusterName: pulumi.Input<string>;
    /** Kubernetes version, which decides the add-ons' versions. */
    readonly version: string;
    /** The add-ons to install. */
    readonly addons: readonly AddonName[];
    /**
     * Settings of add-ons, as their charts take them.
     *
     * @default each add-on's own
     * @see https://docs.aws.amazon.com/cli/latest/reference/eks/describe-addon-configuration.html
     */
    readonly settings?: Readonly<Partial<Record<AddonName, object | undefined>>>;
}

/**
 * Managed add-ons at pinned versions.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
export class Addons extends pulumi.ComponentResource {
    constructor(name: string, args: AddonsArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:cluster:Addons", name, args, opts);
        for (const addonName of args.addons) {
            const settings = args.settings?.[addonName];
            new Addon(
                `${name}-${addonName}`,
                {
                    clusterName: args.clusterName,
                    addonName,
                    addonVersion: addonVersion(addonName, args.version),
                    ...(settings && { configurationValues: JSON.stringify(settings) }),
                    // Clusters are created bare, so there is nothing to take over; what an operator changes later stays.
                    resolveConflictsOnCreate: "NONE",
                    resolveConflictsOnUpdate: "PRESERVE",
                },
                { parent: this },
            );
        }
        this.registerOutputs({});
    }
}
