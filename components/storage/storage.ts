import * as pulumi from "@pulumi/pulumi";
import type { StorageConfig } from "../config/sections/storage";
import type { StorageClasses } from "../workloads";
import { BlockStorage } from "./block-storage";
import { SharedStorage } from "./shared-storage";
import { Snapshots } from "./snapshots";

/** Arguments of a {@link Storage}. */
export interface StorageArgs {
    /** The section `storage` of the configuration. */
    readonly storage: StorageConfig;
    /** Whether the cluster has StorageClasses of its own, with a default among them. */
    readonly hasClasses: boolean;
    /**
     * What the storage classes take from AWS.
     *
     * @default none: a cluster that is not ours has classes for block storage only, with the same names
     */
    readonly aws?: {
        readonly volumesKeyArn: pulumi.Input<string>;
        /** The shared file system; undefined when it is switched off. */
        readonly fileSystemId: pulumi.Input<string> | undefined;
    };
}

/** What workloads can ask storage from. */
export class Storage extends pulumi.ComponentResource {
    /** Names of the StorageClasses by tier; null for the cluster's default class. */
    readonly classes: StorageClasses;

    constructor(name: string, args: StorageArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:storage:Storage", name, args.storage, opts);
        const { storage, aws, hasClasses } = args;
        const child = { parent: this };
        const block = new BlockStorage(
            `${name}-block`,
            {
                tiers: storage.tiers,
                ...(!hasClasses && { defaultTier: storage.defaultTier }),
                ...(aws && { volumesKeyArn: aws.volumesKeyArn }),
            },
            child,
        );
        const { tier } = storage.shared;
        const fileSystemId = aws?.fileSystemId;
        if (fileSystemId !== undefined) {
            new SharedStorage(`${name}-shared`, { tier, fileSystemId }, child);
        }
        // Only on our own clusters is it known that the snapshot controller, and with it the class's kind, is there.
        if (aws) {
            new Snapshots(`${name}-snapshots`, storage.snapshots, child);
        }
        this.classes = {
            ...(hasClasses && { [storage.defaultTier]: null }),
            ...storage.classes,
            ...block.classes,
            ...(fileSystemId !== undefined && { [tier]: tier }),
        };
        this.registerOutputs({ classes: this.classes });
    }
}
