import type { DrainedKind } from "../../../components/addon-kit/drained-kind";
import { isJsonObject, type Json, type KubeObject } from "../../../providers/kubernetes/object";
import type { DrainedCluster } from "./cluster";
import { foreignOf, keepersOf } from "./keepers";

const POD: DrainedKind = { apiVersion: "v1", kind: "Pod" };
const SET: DrainedKind = { apiVersion: "apps/v1", kind: "StatefulSet" };
const CLAIM: DrainedKind = { apiVersion: "v1", kind: "PersistentVolumeClaim" };
const VOLUME: DrainedKind = { apiVersion: "v1", kind: "PersistentVolume" };

type IsOwned = (object: KubeObject) => boolean;

/** Whoever would make the pods again that hold a claim, and is not the stack's: without them it cannot go. */
export async function foreignClaimHolders(cluster: DrainedCluster, isOwned: IsOwned): Promise<readonly KubeObject[]> {
    const makers = new Map<string, KubeObject>();
    for (const pod of (await cluster.list(POD)).filter((one) => claimsOf(one).length > 0)) {
        const keepers = await keepersOf(cluster, pod);
        const maker = keepers.at(-1) ?? pod;
        if (!keepers.some(isOwned)) {
            makers.set(maker.metadata.uid ?? "", maker);
        }
    }
    return [...makers.values()];
}

/**
 * Claims that are nobody's of the stack. Most of its own are in no state: StatefulSets make them from templates, and operators from what
 * its Helm releases have installed. They cannot go before their pods, which stay until the engine removes them.
 */
export async function foreignClaims(cluster: DrainedCluster, isOwned: IsOwned): Promise<readonly KubeObject[]> {
    const [claims = [], pods = [], sets = []] = await Promise.all([CLAIM, POD, SET].map((kind) => cluster.list(kind)));
    const isOurs = async (one: KubeObject) => (await keepersOf(cluster, one)).some(isOwned);
    const held = new Set<string>();
    for (const pod of pods) {
        const names = claimsOf(pod);
        if (names.length > 0 && (await isOurs(pod))) {
            for (const name of names) {
                held.add(`${pod.metadata.namespace}/${name}`);
            }
        }
    }
    const prefixes = new Set<string>();
    for (const set of sets) {
        const names = templatesOf(set);
        if (names.length > 0 && (await isOurs(set))) {
            for (const name of names) {
                prefixes.add(`${set.metadata.namespace}/${name}-${set.metadata.name}`);
            }
        }
    }
    const isHeld = ({ metadata: { namespace, name = "" } }: KubeObject) =>
        held.has(`${namespace}/${name}`) || prefixes.has(`${namespace}/${name.replace(/-\d+$/, "")}`);
    const free = claims.filter((claim) => !isHeld(claim));
    return foreignOf(cluster, free, isOwned);
}

/** Volumes whose claim is gone, and which their driver deletes. */
export async function deletedVolumes(cluster: DrainedCluster): Promise<readonly KubeObject[]> {
    const [volumes, claims] = await Promise.all([cluster.list(VOLUME), cluster.list(CLAIM)]);
    const uids = new Set(claims.map(({ metadata }) => metadata.uid));
    return volumes.filter((volume) => {
        const uid = claimUidOf(volume);
        // One that waits for a claim by its name has none yet.
        return uid !== undefined && isDeletedWithClaim(volume) && !uids.has(uid);
    });
}

/** The volumes that go, with what they hold, where these claims do. */
export async function volumesOf(
    cluster: DrainedCluster,
    claims: readonly KubeObject[],
): Promise<readonly KubeObject[]> {
    const uids = new Set(claims.map(({ metadata }) => metadata.uid));
    return (await cluster.list(VOLUME)).filter(
        (volume) => isDeletedWithClaim(volume) && uids.has(claimUidOf(volume) ?? ""),
    );
}

function isDeletedWithClaim({ spec }: KubeObject): boolean {
    return spec?.persistentVolumeReclaimPolicy === "Delete";
}

function claimUidOf({ spec }: KubeObject): string | undefined {
    const uid = isJsonObject(spec?.claimRef) ? spec.claimRef.uid : undefined;
    return typeof uid === "string" ? uid : undefined;
}

/** The names of the claims that a pod mounts; one that is made for the pod alone is called after both. */
function claimsOf({ metadata, spec }: KubeObject): readonly string[] {
    return objectsIn(spec?.volumes).flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
        if (isJsonObject(persistentVolumeClaim)) {
            return [String(persistentVolumeClaim.claimName)];
        }
        return isJsonObject(ephemeral) ? [`${metadata.name}-${String(name)}`] : [];
    });
}

function templatesOf({ spec }: KubeObject): readonly string[] {
    return objectsIn(spec?.volumeClaimTemplates).flatMap(({ metadata }) =>
        isJsonObject(metadata) && typeof metadata.name === "string" ? [metadata.name] : [],
    );
}

function objectsIn(value: Json | undefined) {
    return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
