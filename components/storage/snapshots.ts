import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import * as pulumi from "@pulumi/pulumi";
import { EBS_DRIVER } from "./class-parameters";

/** Arguments of {@link Snapshots}. */
export interface SnapshotsArgs {
    /** What happens to a snapshot in AWS when its VolumeSnapshot is deleted. */
    readonly deletionPolicy: "Delete" | "Retain";
}

/**
 * The class of EBS snapshots; a snapshot of an encrypted volume is encrypted with the same key.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/
 */
export class Snapshots extends pulumi.ComponentResource {
    constructor(name: string, args: SnapshotsArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:storage:Snapshots", name, args, opts);
        new CustomResource(
            `${name}-class`,
            {
                apiVersion: "snapshot.storage.k8s.io/v1",
                kind: "VolumeSnapshotClass",
                metadata: {
                    name: "ebs",
                    annotations: { "snapshot.storage.kubernetes.io/is-default-class": "true" },
                },
                driver: EBS_DRIVER,
                deletionPolicy: args.deletionPolicy,
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
