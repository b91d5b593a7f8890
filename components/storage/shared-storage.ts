import { StorageClass } from "@pulumi/kubernetes/storage/v1";
import * as pulumi from "@pulumi/pulumi";
import { CLASS_FIXED_FIELDS, EFS_DRIVER } from "./class-parameters";

/** Arguments of a {@link SharedStorage}. */
export interface SharedStorageArgs {
    /** Name of the tier and of its StorageClass. */
    readonly tier: string;
    /** The EFS file system that every claim gets a directory of. */
    readonly fileSystemId: pulumi.Input<string>;
}

/**
 * The StorageClass of the shared file system: every claim gets an access point with a directory and a user id of its own.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/README.md
 */
export class SharedStorage extends pulumi.ComponentResource {
    constructor(name: string, args: SharedStorageArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:storage:SharedStorage", name, args, opts);
        new StorageClass(
            `${name}-${args.tier}`,
            {
                metadata: { name: args.tier },
                provisioner: EFS_DRIVER,
                parameters: {
                    provisioningMode: "efs-ap",
                    fileSystemId: args.fileSystemId,
                    directoryPerms: "700",
                    // Numbers that no image runs as, so that a claim's files belong to nobody else.
                    gidRangeStart: "50000",
                    gidRangeEnd: "60000",
                    basePath: "/claims",
                },
                mountOptions: ["tls"],
                reclaimPolicy: "Retain",
                volumeBindingMode: "Immediate",
            },
            { parent: this, deleteBeforeReplace: true, replaceOnChanges: CLASS_FIXED_FIELDS },
        );
        this.registerOutputs({});
    }
}
