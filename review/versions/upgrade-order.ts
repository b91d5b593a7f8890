import { MANAGED_ADDONS } from "../../components/cluster/managed-addons";
import type { Stage } from "../../components/cluster/managed-addons/managed-addon";
import { ownValue } from "../../core/own-value";
import { inputAt, type StackResource, textOf } from "../stack-resource";

/** What the nodes of a stack are called among what moves. */
const NODES = "node groups";

/**
 * What an update of Kubernetes moves after the control plane, in the order in which `up` does: kube-proxy and the network with it, what
 * nodes need to join, the nodes, what runs on them. Add-ons that the platform does not know come last.
 */
export function movedByKubernetes(resources: readonly StackResource[]): string[] {
    const present = resources
        .filter(({ type }) => type === "aws:eks/addon:Addon")
        .flatMap((addon) => textOf(inputAt(addon, "addonName")) ?? []);
    const at = (stage: Stage) => present.filter((name) => stageOf(name) === stage).toSorted();
    const hasNodes = resources.some(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
    return [...at("with-cluster"), ...at("before-nodes"), ...(hasNodes ? [NODES] : []), ...at("after-nodes")];
}

function stageOf(name: string): Stage {
    return ownValue<{ readonly stage: Stage }>(MANAGED_ADDONS, name)?.stage ?? "after-nodes";
}
