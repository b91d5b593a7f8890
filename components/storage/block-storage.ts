import { StorageClass } from "@pulumi/kubernetes/storage/v1";
import * as pulumi from "@pulumi/pulumi";
import type { StorageConfig } from "../config/sections/storage";
import { blockParameters, CLASS_FIXED_FIELDS, EBS_DRIVER } from "./class-parameters";

/** Arguments of a {@link BlockStorage}. */
export interface BlockStorageArgs {
    /** Tiers by name. */
    readonly tiers: StorageConfig["tiers"];
    /**
     * The tier of claims that name no class.
     *
     * @default none: the cluster has a default class of its own
     */
    readonly defaultTier?: string;
    /**
     * Key that encrypts volumes.
     *
     * @default the account's own key for EBS
     */
    readonly volumesKeyArn?: pulumi.Input<string>;
}

/**
 * A StorageClass for each tier of block storage. Volumes are made in the zone of the first pod that uses them and can grow.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export class BlockStorage extends pulumi.ComponentResource {
    /** Names of the StorageClasses by tier. */
    readonly classes: Readonly<Record<string, string>>;

    constructor(name: string, args: BlockStorageArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:storage:BlockStorage", name, args, opts);
        const { tiers, defaultTier } = args;
        for (const [tier, settings] of Object.entries(tiers)) {
            const key = settings.encrypted && args.volumesKeyArn !== undefined && { kmsKeyId: args.volumesKeyArn };
            new StorageClass(
                `${name}-${tier}`,
                {
                    metadata: {
                        name: tier,
                        annotations: { "storageclass.kubernetes.io/is-default-class": String(tier === defaultTier) },
                    },
                    provisioner: EBS_DRIVER,
                    parameters: { ...blockParameters(settings), ...key },
                    reclaimPolicy: settings.reclaimPolicy,
                    volumeBindingMode: "WaitForFirstConsumer",
                    allowVolumeExpansion: true,
                },
                // Kubernetes does not let a class be changed, and two of one name cannot exist. Volumes keep what they were made with.
                { parent: this, deleteBeforeReplace: true, replaceOnChanges: CLASS_FIXED_FIELDS },
            );
        }
        this.classes = Object.fromEntries(Object.keys(tiers).map((tier) => [tier, tier]));
        this.registerOutputs({ classes: this.classes });
    }
}
