import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import { reveal } from "../../core/engine/values";
import { valuesAt } from "../resource/properties";
import type { StoredResource } from "../world/world";

/** A kind whose objects a controller lets go only once something else has gone. */
interface Finalized {
    /** Chart of the controller that takes the finalizer away. */
    readonly chart: string;
    /** The finalizer. */
    readonly finalizer: string;
    /** Kinds whose objects hold one, by the path of its name in them. @default none */
    readonly heldBy?: Readonly<Record<string, string>>;
}

const NODE_POOL = "kubernetes:karpenter.sh/v1:NodePool";

/**
 * Kinds with finalizers, by their type. A pool goes after its nodes, and a class after all nodes that were made by it.
 *
 * @see https://karpenter.sh/docs/concepts/disruption/#control-flow
 */
const FINALIZED: ReadonlyMap<string, Finalized> = new Map<string, Finalized>([
    [NODE_POOL, { chart: "karpenter", finalizer: "foregroundDeletion" }],
    [
        "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass",
        {
            chart: "karpenter",
            finalizer: "karpenter.k8s.aws/termination",
            heldBy: { [NODE_POOL]: "spec.template.spec.nodeClassRef.name" },
        },
    ],
]);

/**
 * Why the deletion of an object would not end; undefined where it would.
 *
 * @param all what there is in the object's cluster
 */
export function neverGone({ type, id }: StoredResource, all: readonly StoredResource[]): string | undefined {
    const finalized = FINALIZED.get(type);
    if (!finalized) {
        return undefined;
    }
    const { chart, finalizer, heldBy = {} } = finalized;
    if (!all.some((other) => isReleaseOf(chart, other))) {
        return `has the finalizer ${finalizer}, and no ${chart} is there any more to take it away after its nodes`;
    }
    const holder = all.find((other) => {
        const path = heldBy[other.type];
        return path !== undefined && valuesAt(other.inputs, path).includes(id);
    });
    return (
        holder && `has the finalizer ${finalizer} while there are nodes of ${holder.type.split(":").pop()} ${holder.id}`
    );
}

/** Whether a resource is a release of a chart, wherever that comes from. */
function isReleaseOf(chart: string, { type, inputs }: StoredResource): boolean {
    const from =
        String(reveal(inputs.chart) ?? "")
            .split("/")
            .pop() ?? "";
    return type === HELM_RELEASE && (from === chart || new RegExp(`^${chart}-v?\\d`).test(from));
}
