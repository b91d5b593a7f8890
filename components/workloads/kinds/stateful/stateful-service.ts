import { StatefulSet } from "@pulumi/kubernetes/apps/v1";
import { Service } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import {
    containerPorts,
    createCompanions,
    createOwnSecret,
    createServing,
    objectMeta,
    servicePorts,
    workloadMeta,
} from "../../companions";
import { selectorLabels } from "../../labels";
import type { ServicePeer } from "../../network-policy";
import type { PodShape } from "../../pod-spec";
import { podTemplate } from "../../pod-template";
import { probesOf } from "../../probes";
import { parseService, peerOf, type ServiceArgs } from "../../service-args";
import { spreadConstraints } from "../../spread";
import { acrossKinds } from "../across-kinds";
import { stateful } from ".";
import type { StatefulSpec } from "./schema";
import {
    createVolumeClaims,
    DATA_VOLUME,
    type StorageClasses,
    templateChangesToIgnore,
    volumeClaim,
} from "./volume-claims";

/** Arguments of a {@link StatefulService}. */
export interface StatefulServiceArgs extends ServiceArgs<"stateful"> {
    /** StorageClass of each storage tier; null for the cluster's default class. */
    readonly storageClasses: StorageClasses;
    /** Whether volumes outlive the service. Without it, removing the service removes its data. */
    readonly retainVolumes: boolean;
}

/**
 * A service that keeps data: StatefulSet with a volume claim for each replica, headless Service for stable pod names,
 * client Service, ServiceAccount, ConfigMaps, NetworkPolicy and, with more than one replica, PodDisruptionBudget.
 * Volumes grow in place; what would cost their data is refused.
 */
export class StatefulService extends pulumi.ComponentResource {
    /** The service as others see it, for their `connectsTo` and `clients`. */
    readonly peer: ServicePeer;

    /** @throws pulumi.InputPropertiesError for a description that cannot be deployed */
    constructor(name: string, args: StatefulServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        super(stateful.componentType, name, args, acrossKinds("stateful", opts));
        const spec = parseService("stateful", args);
        const templates = spec.storage && [volumeClaim(args, spec.storage)];
        this.peer = peerOf(args, spec.ports);
        const prerequisites = [
            ...createCompanions(this, name, args, spec, this.peer),
            ...createVolumeClaims(this, name, args, spec),
        ];
        createServing(this, name, args, spec);
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
                    ports: servicePorts(spec.ports),
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
                    replicas: spec.replicas,
                    // The provider replaces the set, and its pods with it, when this number or the selector changes.
                    revisionHistoryLimit: 5,
                    selector: { matchLabels: selectorLabels(args) },
                    template: podTemplate(args, spec, podShape(args, spec), ownSecret),
                    volumeClaimTemplates: templates,
                    // Scaling down may be undone; only removing the service may remove data, and only where asked for.
                    persistentVolumeClaimRetentionPolicy: {
                        whenDeleted: args.retainVolumes ? "Retain" : "Delete",
                        whenScaled: "Retain",
                    },
                },
            },
            {
                parent: this,
                dependsOn: prerequisites,
                ignoreChanges: templateChangesToIgnore(spec.storage, args.storageClasses),
            },
        );
        this.registerOutputs({ name: args.name });
    }
}

function podShape(args: StatefulServiceArgs, spec: StatefulSpec): PodShape {
    const { storage, ports } = spec;
    return {
        pod: { topologySpreadConstraints: spreadConstraints(selectorLabels(args), false) },
        container: { ports: containerPorts(ports), ...probesOf(spec) },
        ...(storage && { mounts: [{ name: DATA_VOLUME, mountPath: storage.mountPath, subPath: DATA_VOLUME }] }),
    };
}
