import { StatefulSet } from "@pulumi/kubernetes/apps/v1";
import { Service } from "@pulumi/kubernetes/core/v1";
import type * as input from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";
import { createCompanions, createOwnSecret, objectMeta, servicePorts, workloadMeta } from "./companions";
import { selectorLabels, standardLabels } from "./labels";
import type { ServicePeer } from "./network-policy";
import { DATA_VOLUME } from "./pod-spec";
import { podTemplate } from "./pod-template";
import { parseService, peerOf, type ServiceArgs } from "./service-args";
import type { ServiceSpec } from "./service-schema";

/** Arguments of a {@link StatefulService}. */
export interface StatefulServiceArgs extends ServiceArgs {
    /** StorageClass of each storage tier. */
    readonly storageClasses: Readonly<Record<string, string>>;
    /** Whether volumes outlive the service. Without it, removing the service removes its data. */
    readonly retainVolumes: boolean;
}

/**
 * A service that keeps data: StatefulSet with a volume claim for each replica, headless Service for stable pod names,
 * client Service, ServiceAccount, ConfigMaps, NetworkPolicy and, with more than one replica, PodDisruptionBudget.
 */
export class StatefulService extends pulumi.ComponentResource {
    /** The service as others see it, for their `connectsTo` and `clients`. */
    readonly peer: ServicePeer;

    /** @throws pulumi.InputPropertiesError for a description that cannot be deployed */
    constructor(name: string, args: StatefulServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("eks-platform:workloads:StatefulService", name, args, opts);
        const spec = parseService("stateful", args);
        const claims = spec.storage && [volumeClaim(args, spec.storage)];
        this.peer = peerOf(args, spec);
        const prerequisites = createCompanions(this, name, args, spec);
        const ownSecret = createOwnSecret(this, name, args, spec);
        const headlessName = `${args.name}-headless`;
        new Service(
            `${name}-headless`,
            {
                metadata: objectMeta(args, spec, headlessName),
                spec: {
                    clusterIP: "None",
                    selector: selectorLabels(args),
                    // Members of a cluster look for one another before they are ready.
                    publishNotReadyAddresses: true,
                    ports: servicePorts(spec),
                },
            },
            { parent: this },
        );
        new StatefulSet(
            `${name}-set`,
            {
                metadata: workloadMeta(args, spec),
                spec: {
                    serviceName: headlessName,
                    ...(spec.replicas !== undefined && { replicas: spec.replicas }),
                    revisionHistoryLimit: 5,
                    selector: { matchLabels: selectorLabels(args) },
                    template: podTemplate(args, spec, ownSecret),
                    volumeClaimTemplates: claims,
                    // Scaling down may be undone; only removing the service may remove data, and only where asked for.
                    persistentVolumeClaimRetentionPolicy: {
                        whenDeleted: args.retainVolumes ? "Retain" : "Delete",
                        whenScaled: "Retain",
                    },
                },
            },
            { parent: this, dependsOn: prerequisites },
        );
        this.registerOutputs({ name: args.name });
    }
}

/** The claim template of a service's replicas. Its labels have no version: a StatefulSet's claims cannot be changed. */
export function volumeClaim(
    { application, name, storageClasses }: Pick<StatefulServiceArgs, "application" | "name" | "storageClasses">,
    { tier, size }: NonNullable<ServiceSpec["storage"]>,
): input.core.v1.PersistentVolumeClaim {
    const storageClassName = storageClasses[tier];
    if (storageClassName === undefined) {
        throw new pulumi.InputPropertyError({
            propertyPath: "description.storage.tier",
            reason: `received ${JSON.stringify(tier)} for ${name}; allowed: ${Object.keys(storageClasses).join(" or ") || "none"}. Name one of these tiers, or add it to the platform's storage.`,
        });
    }
    return {
        metadata: { name: DATA_VOLUME, labels: standardLabels({ application, name }, "stateful") },
        spec: { accessModes: ["ReadWriteOnce"], storageClassName, resources: { requests: { storage: size } } },
    };
}
