import assert from "node:assert/strict";
import type { V1Node, V1PersistentVolume, V1PersistentVolumeClaim, V1StorageClass } from "@kubernetes/client-node";
import { planVolumes, type VolumeObjects } from "../../../local/controllers/volume-plan";
import { localNodes } from "../../../local/nodes";

/** A claim that waits for a volume of the EBS driver on node-b. */
function waitingClaim(change: Partial<V1PersistentVolumeClaim["spec"]> = {}): V1PersistentVolumeClaim {
    return {
        metadata: {
            name: "data",
            namespace: "shop",
            uid: "0001",
            annotations: {
                "volume.kubernetes.io/storage-provisioner": "ebs.csi.aws.com",
                "volume.kubernetes.io/selected-node": "node-b",
            },
        },
        spec: {
            accessModes: ["ReadWriteOnce"],
            storageClassName: "gp3",
            resources: { requests: { storage: "8Gi" } },
            ...change,
        },
        status: { phase: "Pending" },
    };
}

const GP3: V1StorageClass = {
    metadata: { name: "gp3" },
    provisioner: "ebs.csi.aws.com",
    reclaimPolicy: "Retain",
    volumeBindingMode: "WaitForFirstConsumer",
    mountOptions: ["noatime"],
    parameters: { "csi.storage.k8s.io/fstype": "xfs" },
};
const EFS: V1StorageClass = {
    metadata: { name: "efs" },
    provisioner: "efs.csi.aws.com",
    parameters: { fileSystemId: "fs-1" },
};

function ownVolume(status: V1PersistentVolume["status"], change: object = {}): V1PersistentVolume {
    return {
        metadata: { name: "pvc-0001", annotations: { "pv.kubernetes.io/provisioned-by": "ebs.csi.aws.com" } },
        spec: {
            capacity: { storage: "8Gi" },
            claimRef: { uid: "0001" },
            persistentVolumeReclaimPolicy: "Delete",
            ...change,
        },
        ...(status && { status }),
    };
}

const nodes: V1Node[] = localNodes("v1.35.0");

function plan(objects: Partial<VolumeObjects>) {
    return planVolumes({ claims: [], volumes: [], classes: [GP3, EFS], nodes, ...objects });
}

function withAnnotations(claim: V1PersistentVolumeClaim, annotations: Record<string, string>): V1PersistentVolumeClaim {
    return { ...claim, metadata: { ...claim.metadata, annotations } };
}

describe("the volumes of the local cluster", () => {
    it("follow the claim and its storage class", () => {
        const [step, ...others] = plan({ claims: [waitingClaim()] });
        assert.deepEqual(others, []);
        assert.ok(step?.action === "create");
        assert.deepEqual(step.volume.metadata?.name, "pvc-0001");
        const { csi, ...spec } = step.volume.spec ?? {};
        assert.deepEqual(spec, {
            accessModes: ["ReadWriteOnce"],
            capacity: { storage: "8Gi" },
            claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: "shop", name: "data", uid: "0001" },
            persistentVolumeReclaimPolicy: "Retain",
            storageClassName: "gp3",
            volumeMode: "Filesystem",
            mountOptions: ["noatime"],
            nodeAffinity: {
                required: {
                    nodeSelectorTerms: [
                        {
                            matchExpressions: [
                                { key: "topology.kubernetes.io/zone", operator: "In", values: ["local-b"] },
                            ],
                        },
                    ],
                },
            },
        });
        assert.equal(csi?.driver, "ebs.csi.aws.com");
        assert.equal(csi?.fsType, "xfs");
        assert.match(csi?.volumeHandle ?? "", /^vol-[0-9a-f]{17}$/);
    });

    it("wait for the scheduler's choice of a node when the class says so", () => {
        const claim = withAnnotations(waitingClaim(), {
            "volume.kubernetes.io/storage-provisioner": "ebs.csi.aws.com",
        });
        assert.deepEqual(plan({ claims: [claim] }), []);
        const immediate = { ...GP3, volumeBindingMode: "Immediate" };
        assert.equal(plan({ claims: [claim], classes: [immediate] })[0]?.action, "create");
    });

    it("wait for the node that the scheduler chose to be known here, since a volume without its zone would follow no pod", () => {
        const claims = [waitingClaim()];
        assert.deepEqual(plan({ claims, nodes: [] }), []);
        assert.equal(plan({ claims }).length, 1);
        // One that all zones share needs none.
        const shared = waitingClaim({ storageClassName: "efs" });
        shared.metadata = {
            ...shared.metadata,
            annotations: { "volume.kubernetes.io/storage-provisioner": "efs.csi.aws.com" },
        };
        assert.equal(plan({ claims: [shared], nodes: [] }).length, 1);
    });

    it("are left alone where another driver makes them, whatever its name", () => {
        for (const name of ["files.example.com", "constructor", "toString"]) {
            const claim = withAnnotations(waitingClaim(), { "volume.kubernetes.io/storage-provisioner": name });
            const volume = ownVolume({ phase: "Released" });
            const annotations = { "pv.kubernetes.io/provisioned-by": name };
            const other = { ...volume, metadata: { ...volume.metadata, annotations } };
            assert.deepEqual(plan({ claims: [claim], volumes: [other] }), [], name);
        }
    });

    it("are left to kube-controller-manager until it asks for a new one", () => {
        const claim = withAnnotations(waitingClaim(), { "volume.kubernetes.io/selected-node": "node-b" });
        assert.deepEqual(plan({ claims: [claim] }), []);
    });

    it("are not made for other drivers, for bound claims, for claims that go, or twice", () => {
        const other = withAnnotations(waitingClaim(), {
            "volume.kubernetes.io/storage-provisioner": "disk.csi.example.org",
            "volume.kubernetes.io/selected-node": "node-b",
        });
        const going = waitingClaim();
        const claims = [
            other,
            waitingClaim({ volumeName: "pvc-0001" }),
            { ...going, metadata: { ...going.metadata, deletionTimestamp: new Date(0) } },
        ];
        assert.deepEqual(plan({ claims }), []);
        assert.deepEqual(plan({ claims: [waitingClaim()], volumes: [ownVolume({ phase: "Available" })] }), []);
    });

    it("are shared between nodes on EFS, and refused on EBS", () => {
        const shared = { accessModes: ["ReadWriteMany"] };
        const refused = plan({ claims: [waitingClaim(shared)] })[0];
        assert.ok(refused?.action === "refuse");
        assert.match(refused.reason, /ebs\.csi\.aws\.com .*ReadWriteMany.*efs\.csi\.aws\.com/);

        const onEfs = withAnnotations(waitingClaim({ ...shared, storageClassName: "efs" }), {
            "volume.kubernetes.io/storage-provisioner": "efs.csi.aws.com",
        });
        const created = plan({ claims: [onEfs] })[0];
        assert.ok(created?.action === "create");
        assert.match(created.volume.spec?.csi?.volumeHandle ?? "", /^fs-1::fsap-[0-9a-f]{17}$/);
        assert.equal(created.volume.spec?.nodeAffinity, undefined);
    });

    it("grow with their claim", () => {
        const bound = waitingClaim({ volumeName: "pvc-0001", resources: { requests: { storage: "20Gi" } } });
        const claim = { ...bound, status: { phase: "Bound", capacity: { storage: "8Gi" } } };
        const volumes = [ownVolume({ phase: "Bound" })];
        assert.deepEqual(plan({ claims: [claim], volumes }), [
            { action: "expand", claim, volume: "pvc-0001", size: "20Gi" },
        ]);
        const grown = { ...claim, status: { phase: "Bound", capacity: { storage: "20Gi" } } };
        const grownVolumes = [ownVolume({ phase: "Bound" }, { capacity: { storage: "20Gi" } })];
        assert.deepEqual(plan({ claims: [grown], volumes: grownVolumes }), []);
    });

    it("go when they are released, unless they are to be kept or are somebody else's", () => {
        const released = ownVolume({ phase: "Released" });
        const kept = ownVolume({ phase: "Released" }, { persistentVolumeReclaimPolicy: "Retain" });
        const foreign = { ...released, metadata: { name: "by-hand" } };
        assert.deepEqual(plan({ volumes: [released, kept, foreign, ownVolume({ phase: "Bound" })] }), [
            { action: "delete", volume: "pvc-0001" },
        ]);
    });
});
