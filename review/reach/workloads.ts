import { namespaceOf, objectName } from "../../policies/model/identity";
import { usesHostNetwork } from "../../policies/model/network-policies";
import { type DeclaredPort, declaredPorts } from "../../policies/model/network-ports";
import type { StackPods } from "../../policies/model/pod-index";
import type { Resource } from "../../policies/model/resource";
import type { Match } from "../../policies/model/selector";
import type { Value } from "../../policies/model/value";
import type { ReachEnd } from "../model/reach";
import type { ReadStack } from "./read-stack";

/** What makes pods that are alike, as an end of connections. */
export interface Workload {
    readonly end: ReachEnd;
    readonly pods: StackPods;
    /** Where its pods listen; `undefined` where that is not known. */
    readonly ports: readonly DeclaredPort[] | undefined;
    /** Whether its pods are in the network of their nodes, where policies do not select them. */
    readonly inHostNetwork: Match;
}

/** A release whose chart could not be opened is a workload of its own: this stands in its objects' place. */
export const CLOSED_RELEASE = "Release";

/** The workloads of a stack, once each. What a controller has made of another object is that object's. */
export function workloadsOf({ prefix, stack, closed }: ReadStack): readonly Workload[] {
    const taken = new Map<string, number>();
    // A patch tells less than the object that it patches.
    const all = [...stack.pods.pods].sort((one, other) => Number(isPart(one, closed)) - Number(isPart(other, closed)));
    return all.flatMap((pods) => {
        const { resource } = pods;
        if (isMadeByController(resource)) {
            return [];
        }
        const [namespace, name] = [namespaceOf(resource), objectName(resource) ?? resource.name ?? "unknown"];
        const isClosed = closed.has(resource);
        const id = `${prefix}${namespace ?? "unknown"}/${isClosed ? CLOSED_RELEASE : resource.kind}/${name}`;
        const count = taken.get(id) ?? 0;
        taken.set(id, count + 1);
        if (count > 0 && resource.isPatch) {
            return [];
        }
        const end: ReachEnd = {
            id: count === 0 ? id : `${id}[${count}]`,
            name: `${prefix}${namespace ?? "unknown"}/${name}`,
            ...(namespace !== undefined && { namespace }),
            kind: "workload",
            ...(resource.urn !== undefined && { urn: resource.urn }),
        };
        const ports = isClosed || !statesPorts(pods) ? undefined : declaredPorts(pods);
        return [{ end, pods, ports, inHostNetwork: usesHostNetwork(pods) }];
    });
}

function isPart({ resource }: StackPods, closed: ReadonlySet<Resource>): boolean {
    return resource.isPatch && !closed.has(resource);
}

/** True where each port is known by name and protocol; a number that is unknown may be any. */
function statesPorts({ pod, stated }: StackPods): boolean {
    const [containers, init] = [pod.spec.key("containers"), pod.spec.key("initContainers")];
    const isStated = (port: Value) => [port, port.key("name"), port.key("protocol")].every((part) => !part.isUnknown);
    return (
        stated === "all" &&
        !containers.isUnknown &&
        !init.isUnknown &&
        pod.containers.every(({ value }) => {
            const ports = value.key("ports");
            return !value.isUnknown && !ports.isUnknown && ports.items.every(isStated);
        })
    );
}

function isMadeByController({ props }: Resource): boolean {
    return props.at("metadata.ownerReferences").itemsUnread.some((owner) => owner.key("controller").unread === true);
}
