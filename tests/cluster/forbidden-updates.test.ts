import assert from "node:assert/strict";
import type { PropertyMap } from "../../core/engine/values";
import { refuseObjectUpdate } from "../../simulator/kubernetes/forbidden-updates";
import { requireKubectl, usePlane } from "./plane";

/** A kind, an object of it, and what an update changes. */
type Change = readonly [apiVersion: string, kind: string, object: PropertyMap, change: PropertyMap];

const CLASS = { provisioner: "example.com/disks", reclaimPolicy: "Delete", volumeBindingMode: "Immediate" };
const CLAIM = {
    accessModes: ["ReadWriteOnce"],
    storageClassName: "none",
    resources: { requests: { storage: "2Gi" } },
};

const CHANGES: readonly Change[] = [
    ["storage.k8s.io/v1", "StorageClass", CLASS, { reclaimPolicy: "Retain" }],
    ["storage.k8s.io/v1", "StorageClass", CLASS, { volumeBindingMode: "WaitForFirstConsumer" }],
    ["storage.k8s.io/v1", "StorageClass", CLASS, { allowVolumeExpansion: true }],
    ["storage.k8s.io/v1", "StorageClass", CLASS, { mountOptions: ["noatime"] }],
    ["storage.k8s.io/v1", "StorageClass", { provisioner: "example.com/disks" }, CLASS],
    [
        "storage.k8s.io/v1",
        "VolumeAttributesClass",
        { driverName: "a.example.com", parameters: { a: "1" } },
        { parameters: { a: "2" } },
    ],
    ["scheduling.k8s.io/v1", "PriorityClass", { value: 1 }, { value: 2 }],
    ["scheduling.k8s.io/v1", "PriorityClass", { value: 1 }, { preemptionPolicy: "Never" }],
    ["scheduling.k8s.io/v1", "PriorityClass", { value: 1 }, { description: "other" }],
    [
        "networking.k8s.io/v1",
        "IngressClass",
        { spec: { controller: "example.com/a" } },
        { spec: { controller: "example.com/b" } },
    ],
    ["node.k8s.io/v1", "RuntimeClass", { handler: "runc" }, { handler: "kata" }],
    ["v1", "PersistentVolumeClaim", { spec: CLAIM }, { spec: { ...CLAIM, volumeMode: "Block" } }],
    [
        "v1",
        "PersistentVolumeClaim",
        { spec: CLAIM },
        { spec: { ...CLAIM, resources: { requests: { storage: "1Gi" } } } },
    ],
];

describe("An update that the API server refuses", function () {
    this.timeout(60_000);
    before(function () {
        requireKubectl(this);
    });
    const plane = usePlane();

    for (const [index, [apiVersion, kind, object, change]] of CHANGES.entries()) {
        it(`is refused by the simulator as well, and no other: ${kind} with ${JSON.stringify(change)}`, () => {
            const metadata = { name: `changed-${index}` };
            const before = { apiVersion, kind, metadata, ...object };
            const after = { ...before, ...change };
            const apply = (one: PropertyMap) =>
                plane().kubectl(["apply", "--server-side", "-f", "-"], JSON.stringify(one));
            apply(before);
            let refused = false;
            try {
                apply(after);
            } catch {
                refused = true;
            }
            assert.equal(refuseObjectUpdate({ apiVersion, kind }, before, after) !== undefined, refused);
        });
    }
});
