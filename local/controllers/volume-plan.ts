import { createHash } from "node:crypto";
import type { V1Node, V1PersistentVolume, V1PersistentVolumeClaim, V1StorageClass } from "@kubernetes/client-node";

const PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
const ZONE_LABEL = "topology.kubernetes.io/zone";

/** The CSI drivers that are answered for. */
const DRIVERS = new Map<string, CsiDriver>([
    ["ebs.csi.aws.com", { zonal: true, handle: (id) => `vol-${id}` }],
    [
        "efs.csi.aws.com",
        { zonal: false, handle: (id, { fileSystemId }) => `${fileSystemId ?? "fs-local"}::fsap-${id}` },
    ],
]);

interface CsiDriver {
    /** A volume exists in one zone and is attached to one node. */
    readonly zonal: boolean;
    readonly handle: (id: string, parameters: Readonly<Record<string, string>>) => string;
}

export interface VolumeObjects {
    readonly claims: readonly V1PersistentVolumeClaim[];
    readonly volumes: readonly V1PersistentVolume[];
    readonly classes: readonly V1StorageClass[];
    readonly nodes: readonly V1Node[];
}

/** One step towards the state that the CSI drivers' controllers would bring about. */
export type VolumeStep =
    | { readonly action: "create"; readonly volume: V1PersistentVolume }
    | { readonly action: "refuse"; readonly claim: V1PersistentVolumeClaim; readonly reason: string }
    | {
          readonly action: "expand";
          readonly claim: V1PersistentVolumeClaim;
          readonly volume: string;
          readonly size: string;
      }
    | { readonly action: "delete"; readonly volume: string };

/** What is to be done for the claims and volumes of the drivers that are answered for. */
export function planVolumes(objects: VolumeObjects): VolumeStep[] {
    const own = objects.volumes.filter(({ metadata }) => DRIVERS.has(metadata?.annotations?.[PROVISIONED_BY] ?? ""));
    return [
        ...objects.claims.flatMap((claim) => provision(claim, objects)),
        ...own.flatMap((volume) => [...expand(volume, objects.claims), ...reclaim(volume)]),
    ];
}

function provision(claim: V1PersistentVolumeClaim, { volumes, classes, nodes }: VolumeObjects): VolumeStep[] {
    const { name = "", namespace = "", uid = "", annotations = {}, deletionTimestamp } = claim.metadata ?? {};
    // kube-controller-manager sets the annotation when no volume that exists will do; its binding is left to it as well.
    const provisioner = annotations["volume.kubernetes.io/storage-provisioner"] ?? "";
    const driver = DRIVERS.get(provisioner);
    const storageClass = classes.find(({ metadata }) => metadata?.name === claim.spec?.storageClassName);
    if (!driver || !storageClass || claim.spec?.volumeName || deletionTimestamp) {
        return [];
    }

    const volumeName = `pvc-${uid}`;
    if (volumes.some(({ metadata }) => metadata?.name === volumeName)) {
        return [];
    }

    const selected = annotations["volume.kubernetes.io/selected-node"];
    if (storageClass.volumeBindingMode === "WaitForFirstConsumer" && !selected) {
        return [];
    }

    const { accessModes = [], volumeMode = "Filesystem", resources } = claim.spec ?? {};
    const shared = accessModes.find((mode) => mode === "ReadWriteMany" || mode === "ReadOnlyMany");
    if (driver.zonal && shared && volumeMode === "Filesystem") {
        const reason = `${provisioner} attaches a volume to one node and cannot provide ${shared}: ask for ReadWriteOnce, or use a class of efs.csi.aws.com`;
        return [{ action: "refuse", claim, reason }];
    }

    const id = createHash("sha256").update(uid).digest("hex").slice(0, 17);
    const { parameters = {}, mountOptions, reclaimPolicy = "Delete" } = storageClass;
    const fsType = parameters["csi.storage.k8s.io/fstype"];
    const zone = driver.zonal ? zoneOf(nodes, selected) : undefined;
    if (driver.zonal && zone === undefined) {
        // After a start the lists of claims and nodes come in any order.
        return [];
    }
    const volume: V1PersistentVolume = {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name: volumeName, annotations: { [PROVISIONED_BY]: provisioner } },
        spec: {
            accessModes,
            capacity: { storage: resources?.requests?.storage ?? "1Gi" },
            claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid },
            csi: { driver: provisioner, volumeHandle: driver.handle(id, parameters), ...(fsType && { fsType }) },
            persistentVolumeReclaimPolicy: reclaimPolicy,
            storageClassName: storageClass.metadata?.name ?? "",
            volumeMode,
            ...(mountOptions && { mountOptions }),
            ...(zone && {
                nodeAffinity: {
                    required: {
                        nodeSelectorTerms: [
                            { matchExpressions: [{ key: ZONE_LABEL, operator: "In", values: [zone] }] },
                        ],
                    },
                },
            }),
        },
    };
    return [{ action: "create", volume }];
}

/** The zone of the node that the scheduler chose; without its choice, that of the first node. */
function zoneOf(nodes: readonly V1Node[], selected: string | undefined): string | undefined {
    const node = nodes.find(({ metadata }) => selected === undefined || metadata?.name === selected);
    return node?.metadata?.labels?.[ZONE_LABEL];
}

function expand(volume: V1PersistentVolume, claims: readonly V1PersistentVolumeClaim[]): VolumeStep[] {
    const claim = claims.find(({ metadata }) => metadata?.uid === volume.spec?.claimRef?.uid);
    const size = claim?.spec?.resources?.requests?.storage;
    if (!claim || !size || claim.status?.phase !== "Bound") {
        return [];
    }
    const done = volume.spec?.capacity?.storage === size && claim.status.capacity?.storage === size;
    return done ? [] : [{ action: "expand", claim, volume: volume.metadata?.name ?? "", size }];
}

function reclaim({ metadata, spec, status }: V1PersistentVolume): VolumeStep[] {
    const released = status?.phase === "Released" && spec?.persistentVolumeReclaimPolicy === "Delete";
    return released && !metadata?.deletionTimestamp ? [{ action: "delete", volume: metadata?.name ?? "" }] : [];
}
