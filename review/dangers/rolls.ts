import type { PropertyChange } from "../changes/property-changes";
import { replicasOf } from "./claims";
import { type SteppedResource, textIn, valueIn } from "./states";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const WORKLOAD = /^kubernetes:apps\/v1:(Deployment|StatefulSet|DaemonSet)$/;

/** A change of these makes EKS replace every node of a group. */
const NODES = /^(launchTemplate|version|releaseVersion)\b/;

/** A change of these makes a controller replace every pod of a workload. */
const PODS = /^spec\.template\b/;

/** Everything that an update in place renews, and how. */
export interface Roll {
    readonly causes: readonly PropertyChange[];
    /** What is special about it. @default a few at a time */
    readonly loss?: string;
}

/**
 * Whether an update renews every node of a group or every pod of a workload.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export function rollOf({ op, type, changes = [], new: now }: SteppedResource): Roll | undefined {
    const pattern = type === NODE_GROUP ? NODES : WORKLOAD.test(type) ? PODS : undefined;
    const causes = op === "update" && pattern ? changes.filter(({ path }) => pattern.test(path)) : [];
    // A set of OnDelete renews a pod when somebody deletes it, and a paused Deployment none.
    const waits = textIn(now, "spec.updateStrategy.type") === "OnDelete" || valueIn(now, "spec.paused") === true;
    if (causes.length === 0 || waits) {
        return undefined;
    }
    const stops = textIn(now, "spec.strategy.type") === "Recreate" || isLonely(type, now);
    return { causes, ...(stops && { loss: "nothing answers meanwhile" }) };
}

/** A set with one pod has none while that is renewed. */
function isLonely(type: string, now: SteppedResource["new"]): boolean {
    return type.endsWith(":StatefulSet") && now !== undefined && replicasOf(now) === 1;
}
