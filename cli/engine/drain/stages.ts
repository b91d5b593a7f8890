import type { DrainedKind } from "../../../components/addon-kit/addon";
import { isJsonObject, type KubeObject, type ObjectReference } from "../../../providers/kubernetes/object";
import type { DrainedCluster } from "./cluster";

/** One step of a drain: what it finds is deleted together, and gone before the next begins. */
export interface Stage {
    /** What it is about, in the plural. */
    readonly what: string;
    find(cluster: DrainedCluster): Promise<readonly KubeObject[]>;
    /** What goes with the objects, and has to be gone, too. @default nothing else */
    follow?(cluster: DrainedCluster): Promise<readonly KubeObject[]>;
}

const INGRESS: DrainedKind = { apiVersion: "networking.k8s.io/v1", kind: "Ingress" };
const GATEWAY: DrainedKind = { apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway" };
const SERVICE: DrainedKind = { apiVersion: "v1", kind: "Service" };
const POD: DrainedKind = { apiVersion: "v1", kind: "Pod" };
const CLAIM: DrainedKind = { apiVersion: "v1", kind: "PersistentVolumeClaim" };
const VOLUME: DrainedKind = { apiVersion: "v1", kind: "PersistentVolume" };

/**
 * The steps in their order: what makes load balancers, what holds claims, the claims with their volumes, then the kinds of add-ons.
 * Ingresses and Gateways go before Services, since their controllers make some of these.
 */
export function stagesOf(kinds: readonly DrainedKind[]): readonly Stage[] {
    return [
        { what: "Ingresses and Gateways", find: (cluster) => all(cluster, INGRESS, GATEWAY) },
        {
            what: "Services with load balancers",
            find: async (cluster) => (await cluster.list(SERVICE)).filter(isBalanced),
        },
        { what: "workloads that hold claims", find: claimHolders },
        { what: "claims", find: (cluster) => cluster.list(CLAIM), follow: deletedVolumes },
        ...kinds.map((kind) => ({
            what: `objects of the kind ${kind.kind}`,
            find: async (cluster: DrainedCluster) => cluster.list(kind),
        })),
    ];
}

async function all(cluster: DrainedCluster, ...kinds: readonly DrainedKind[]): Promise<readonly KubeObject[]> {
    return (await Promise.all(kinds.map((kind) => cluster.list(kind)))).flat();
}

function isBalanced({ spec }: KubeObject): boolean {
    return spec?.type === "LoadBalancer";
}

/** Whoever would make the pods again that hold a claim: without them it cannot go. */
async function claimHolders(cluster: DrainedCluster): Promise<readonly KubeObject[]> {
    const pods = (await cluster.list(POD)).filter(({ spec }) =>
        JSON.stringify(spec?.volumes ?? []).includes('"persistentVolumeClaim"'),
    );
    const makers = new Map<string, KubeObject>();
    for (const pod of pods) {
        const maker = await topOf(cluster, pod);
        makers.set(maker.metadata.uid ?? "", maker);
    }
    return [...makers.values()];
}

/** The object at the end of the chain of those that keep one another. */
async function topOf(cluster: DrainedCluster, object: KubeObject): Promise<KubeObject> {
    const keeper = object.metadata.ownerReferences?.find(({ controller }) => controller);
    const above = keeper && (await cluster.get(referenceFrom(keeper, object)));
    return above === undefined ? object : topOf(cluster, above);
}

/** A keeper is in the namespace of what it keeps, or in none. */
function referenceFrom(
    { apiVersion, kind, name }: Omit<ObjectReference, "namespace">,
    { metadata }: KubeObject,
): ObjectReference {
    return { apiVersion, kind, name, namespace: metadata.namespace };
}

/** Volumes whose claim is gone, and which their driver deletes. */
async function deletedVolumes(cluster: DrainedCluster): Promise<readonly KubeObject[]> {
    const [volumes, claims] = await Promise.all([cluster.list(VOLUME), cluster.list(CLAIM)]);
    const uids = new Set(claims.map(({ metadata }) => metadata.uid));
    return volumes.filter(({ spec }) => {
        const claim = spec?.claimRef;
        return spec?.persistentVolumeReclaimPolicy === "Delete" && isJsonObject(claim) && !uids.has(String(claim.uid));
    });
}
