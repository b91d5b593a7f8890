import type { DrainedKind } from "../../../components/addon-kit/drained-kind";
import type { KubeObject } from "../../../providers/kubernetes/object";
import { deletedVolumes, foreignClaimHolders, foreignClaims } from "./claims";
import type { DrainedCluster } from "./cluster";
import { foreignOf } from "./keepers";

/** One step of a drain: what it finds is deleted together, and gone before the next begins. */
export interface Stage {
    /** What it is about, in the plural. */
    readonly what: string;
    /** Those that are not the stack's. */
    find(cluster: DrainedCluster, isOwned: (object: KubeObject) => boolean): Promise<readonly KubeObject[]>;
    /** What goes with the objects, and has to be gone, too. @default nothing else */
    follow?(cluster: DrainedCluster): Promise<readonly KubeObject[]>;
}

const INGRESS: DrainedKind = { apiVersion: "networking.k8s.io/v1", kind: "Ingress" };
const GATEWAY: DrainedKind = { apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway" };
const SERVICE: DrainedKind = { apiVersion: "v1", kind: "Service" };

/**
 * The steps in their order: what makes load balancers, what holds claims, the claims with their volumes, then the kinds of add-ons.
 * Ingresses and Gateways go before Services, since their controllers make some of these.
 */
export function stagesOf(kinds: readonly DrainedKind[]): readonly Stage[] {
    return [
        listed("Ingresses and Gateways", [INGRESS, GATEWAY]),
        listed("Services with load balancers", [SERVICE], ({ spec }) => spec?.type === "LoadBalancer"),
        { what: "workloads that hold claims", find: foreignClaimHolders },
        { what: "claims", find: foreignClaims, follow: deletedVolumes },
        ...kinds.map((kind) => listed(`objects of the kind ${kind.kind}`, [kind], (object) => !follows(object, kind))),
    ];
}

/** The step that takes all of some kinds which a test lets pass. */
function listed(
    what: string,
    kinds: readonly DrainedKind[],
    test: (object: KubeObject) => boolean = () => true,
): Stage {
    return {
        what,
        find: async (cluster, isOwned) => {
            const found = (await Promise.all(kinds.map((kind) => cluster.list(kind)))).flat();
            return foreignOf(cluster, found.filter(test), isOwned);
        },
    };
}

function follows({ metadata: { labels = {} } }: KubeObject, { followsBy }: DrainedKind): boolean {
    return followsBy !== undefined && Object.keys(labels).some((label) => followsBy.test(label));
}
