import type * as pulumi from "@pulumi/pulumi";
import type { Addon } from "../addon-kit/addon";
import type { LaunchedNodes } from "../cluster/launched-nodes";
import type { PlatformConfig } from "../config";
import { type AddonAws, AddonRelease } from "./addon-release";
import { karpenter } from "./karpenter";
import { before } from "./order";
import { contextOf, stackAddons } from "./stack-addons";

/** Arguments of {@link installAddons}. */
export interface InstallationArgs {
    /** First part of the names of the components. */
    readonly name: string;
    /** The stack's checked configuration. */
    readonly config: PlatformConfig;
    /** The cluster in AWS; undefined for any other. */
    readonly aws: AddonAws | undefined;
    /** The component that an add-on belongs to. */
    readonly parentOf: (addon: Addon) => pulumi.Resource;
    /** What Karpenter launches nodes with; undefined where it is not among the add-ons. */
    readonly launched: LaunchedNodes | undefined;
    /** Providers, and what has to be there before any add-on. */
    readonly opts: pulumi.ComponentResourceOptions & { readonly dependsOn: readonly pulumi.Resource[] };
}

/** Installs the add-ons of a stack, each after what has to be there before it; returns all that was made for each. */
export function installAddons(args: InstallationArgs): ReadonlyMap<Addon, readonly pulumi.Resource[]> {
    const { name, config, aws, parentOf, launched, opts } = args;
    const context = contextOf(config);
    const made = new Map<Addon, readonly pulumi.Resource[]>();
    for (const { addon, options } of stackAddons(config)) {
        const earlier = before(addon, [...made.keys()]).flatMap((other) => made.get(other) ?? []);
        const release = new AddonRelease(
            `${name}-${addon.urn?.name ?? addon.name}`,
            { addon, plan: addon.plan(context, options), helm: config.helm, ...(aws && { aws }) },
            { ...opts, parent: parentOf(addon), dependsOn: [...opts.dependsOn, ...earlier] },
        );
        // What comes after Karpenter may need its nodes.
        const pools =
            addon === karpenter &&
            launched?.makePools(`${name}-node-pools`, { ...opts, dependsOn: [...opts.dependsOn, release] });
        made.set(addon, pools ? [release, pools] : [release]);
    }
    return made;
}
