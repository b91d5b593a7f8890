import { Addon } from "@pulumi/aws/eks/addon";
import * as pulumi from "@pulumi/pulumi";
import type { ManagedAddonName } from "./names";

/** Arguments of {@link ManagedAddons}. */
export interface ManagedAddonsArgs {
    /** Name of the cluster. */
    readonly clusterName: pulumi.Input<string>;
    /** Kubernetes version. */
    readonly version: string;
    /** The add-ons to install. */
    readonly addons: ReadonlyMap<ManagedAddonName, InstalledAddon>;
}

/** One add-on to install. */
export interface InstalledAddon {
    /** Its build. */
    readonly build: string | undefined;
    /** Its settings. @default its own */
    readonly settings: object | undefined;
}

/**
 * Managed add-ons at pinned builds.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
export class ManagedAddons extends pulumi.ComponentResource {
    constructor(name: string, args: ManagedAddonsArgs, opts: pulumi.ComponentResourceOptions) {
        const { clusterName, version, addons } = args;
        super("eks-platform:cluster:Addons", name, { clusterName, version, addons: [...addons.keys()] }, opts);
        // Of what is taken out by an update the engine knows only the order between the resources themselves: what an add-on needs has
        // to outlive the add-on, not this component.
        const child = { parent: this, ...(opts.dependsOn !== undefined && { dependsOn: opts.dependsOn }) };
        for (const [addonName, { build, settings }] of addons) {
            new Addon(
                `${name}-${addonName}`,
                {
                    clusterName,
                    addonName,
                    ...(build !== undefined && { addonVersion: build }),
                    ...(settings && { configurationValues: JSON.stringify(settings) }),
                    // Clusters are created bare, so there is nothing to take over; what an operator changes later stays.
                    resolveConflictsOnCreate: "NONE",
                    resolveConflictsOnUpdate: "PRESERVE",
                },
                child,
            );
        }
        this.registerOutputs({});
    }
}
