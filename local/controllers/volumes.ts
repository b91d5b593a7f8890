import type { CoreV1Api, KubeConfig, V1PersistentVolumeClaim } from "@kubernetes/client-node";
import { isStatus, type KubernetesClient } from "./client";
import { ControlLoop } from "./loop";
import { planVolumes, type VolumeStep } from "./volume-plan";

/** Creates, expands and deletes volumes in place of the EBS and EFS CSI drivers. */
export function startVolumes(client: KubernetesClient, config: KubeConfig): () => void {
    const core = config.makeApiClient(client.CoreV1Api);
    const storage = config.makeApiClient(client.StorageV1Api);
    const mergePatch = client.setHeaderOptions("Content-Type", client.PatchStrategy.MergePatch);

    const carryOut = async (step: VolumeStep): Promise<void> => {
        switch (step.action) {
            case "create":
                return tolerate(409, core.createPersistentVolume({ body: step.volume }));
            case "refuse":
                return tolerate(409, reportRefusal(core, step.claim, step.reason));
            case "delete":
                return tolerate(404, core.deletePersistentVolume({ name: step.volume }));
            case "expand": {
                const capacity = { storage: step.size };
                const { namespace = "", name = "" } = step.claim.metadata ?? {};
                await core.patchPersistentVolume({ name: step.volume, body: { spec: { capacity } } }, mergePatch);
                const body = { status: { capacity } };
                await core.patchNamespacedPersistentVolumeClaimStatus({ namespace, name, body }, mergePatch);
            }
        }
    };

    const loop = new ControlLoop("volumes", client, config, async () => {
        const steps = planVolumes({ claims: claims(), volumes: volumes(), classes: classes(), nodes: nodes() });
        for (const step of steps) {
            await carryOut(step);
        }
    });
    const claims = loop.watch("/api/v1/persistentvolumeclaims", () => core.listPersistentVolumeClaimForAllNamespaces());
    const volumes = loop.watch("/api/v1/persistentvolumes", () => core.listPersistentVolume());
    const classes = loop.watch("/apis/storage.k8s.io/v1/storageclasses", () => storage.listStorageClass());
    const nodes = loop.watch("/api/v1/nodes", () => core.listNode());
    loop.start();
    return () => loop.stop();
}

/** Tells the claim's owner, where they would look: one event for each claim. */
async function reportRefusal(core: CoreV1Api, claim: V1PersistentVolumeClaim, message: string): Promise<void> {
    const { namespace = "", name = "", uid = "" } = claim.metadata ?? {};
    const now = new Date();
    await core.createNamespacedEvent({
        namespace,
        body: {
            metadata: { name: `${name}.${uid.slice(0, 8)}`, namespace },
            involvedObject: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid },
            type: "Warning",
            reason: "ProvisioningFailed",
            message,
            source: { component: "eks-platform-local" },
            firstTimestamp: now,
            lastTimestamp: now,
            count: 1,
        },
    });
}

/** Waits for a request whose failure with this status means that there is nothing left to do. */
async function tolerate(status: number, request: Promise<unknown>): Promise<void> {
    try {
        await request;
    } catch (error) {
        if (!isStatus(error, status)) {
            throw error;
        }
    }
}
