import * as pulumi from "@pulumi/pulumi";
import type { StorageConfig } from "../config/storage";
import { BlockStorage } from "./block-storage";
import { SharedStorage } from "./shared-storage";
import { Snapshots } from "./snapshots";

export interface StorageArgs {
    readonly storage: StorageConfig;
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
    /** Names of the StorageClasses by tier. */
    readonly classes: Readonly<Record<string, string>>;

    constructor(name: string, args: StorageArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:storage:Storage", name, args.storage, opts);
        const { storage, aws } = args;
        const child = { parent: this };
        const block = new BlockStorage(
            `${name}-block`,
            { storage, ...(aws && { volumesKeyArn: aws.volumesKeyArn }) },
            child,
        );
        const { tier } = storage.shared;
        const fileSystemId = aws?.fileSystemId;
        if (fileSystemId !== undefined) new SharedStorage(`${name}-shared`, { tier, fileSystemId }, child);
        // Only on our own clusters is it known that the snapshot controller, and with it the class's kind, is there.
        if (aws) new Snapshots(`${name}-snapshots`, storage.snapshots, child);
        this.classes = { ...block.classes, ...(fileSystemId !== undefined && { [tier]: tier }) };
        this.registerOutputs({ classes: this.classes });
    }
}
