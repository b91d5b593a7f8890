import { PersistentVolumeClaimPatch } from "@pulumi/kubernetes/core/v1";
import type * as input from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { ownValue } from "../../../../core/own-value";
import { standardLabels } from "../../labels";
import type { Storage } from "../../service-parts";
import { requireMet } from "../../unmet-needs";
import type { StatefulSpec } from "./schema";
import type { StatefulServiceArgs } from "./stateful-service";

/**
 * The name of the volume that a stateful service's claims have, and of the directory in it that is mounted: a new
 * file system's own `lost+found` would otherwise lie among the data, and databases refuse to start in it.
 */
export const DATA_VOLUME = "data";

/** The StorageClass of each storage tier; null for the cluster's default class. */
export type StorageClasses = Readonly<Record<string, string | null>>;

/** The claim template of a service's replicas. Its labels have no version: a StatefulSet's claims cannot be changed. */
export function volumeClaim(
    { application, name, storageClasses }: Pick<StatefulServiceArgs, "application" | "name" | "storageClasses">,
    { tier, size }: Storage,
): input.core.v1.PersistentVolumeClaim {
    requireMet(name, { storage: { tier } }, { tiers: Object.keys(storageClasses) });
    const storageClassName = ownValue(storageClasses, tier);
    return {
        metadata: { name: DATA_VOLUME, labels: standardLabels({ application, name }, "stateful") },
        spec: {
            accessModes: ["ReadWriteOnce"],
            ...(typeof storageClassName === "string" && { storageClassName }),
            resources: { requests: { storage: size } },
        },
    };
}

/**
 * Changes of a StatefulSet's claim template that do not reach it. Kubernetes refuses any, so that the provider would replace the
 * set, and the set would take its claims along. A larger size reaches the claims themselves; a class that is no longer named
 * stays; and so does the whole template where a service gives up its storage, and with it the data.
 */
export function templateChangesToIgnore(storage: Storage | undefined, storageClasses: StorageClasses): string[] {
    const template = "spec.volumeClaimTemplates";
    if (!storage) {
        return [template];
    }
    const unnamed = ownValue(storageClasses, storage.tier) === null;
    return [
        `${template}[0].spec.resources.requests.storage`,
        ...(unnamed ? [`${template}[0].spec.storageClassName`] : []),
    ];
}

/**
 * The claim of each replica, to which Kubernetes looks for the name alone. Each is a patch: one that is not there yet is made,
 * one that the set has made grows in place, and a change that would cost the data (a smaller size, another class) is refused
 * by the API server, in the preview, before the set that depends on it is touched. What the program no longer says (a replica
 * fewer, the service removed) leaves the claim to the set's retention policy.
 *
 * @returns what must be in place before the set changes
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
 */
export function createVolumeClaims(
    parent: pulumi.ComponentResource,
    logicalName: string,
    args: StatefulServiceArgs,
    spec: StatefulSpec,
): pulumi.Resource[] {
    const { storage, replicas } = spec;
    if (!storage) {
        return [];
    }
    const { metadata, spec: claim } = volumeClaim(args, storage);
    return Array.from(
        { length: replicas },
        (_, ordinal) =>
            new PersistentVolumeClaimPatch(
                `${logicalName}-data-${ordinal}`,
                {
                    metadata: {
                        ...metadata,
                        name: `${DATA_VOLUME}-${args.name}-${ordinal}`,
                        namespace: args.namespace,
                        // A claim of these classes waits for its first pod, and the official provider would wait for that of a bound one.
                        annotations: { "pulumi.com/skipAwait": "true" },
                    },
                    spec: claim,
                },
                { parent, retainOnDelete: true },
            ),
    );
}
