import type { PropertyMap } from "../../../core/engine/values";
import { plural } from "../../../policies/report/summary";
import { serverOf } from "../../../providers/kubernetes/cluster-identity";
import type { Change } from "../change";
import { providerOf, type ResourceState, textIn } from "../states";
import { type Consequence, type Derivation, isGone } from "./consequence";
import { takenAlong } from "./namespaces";

const CLUSTER = "aws:eks/cluster:Cluster";
const KUBERNETES_PROVIDER = "pulumi:providers:kubernetes";

/** A cluster takes everything in it along, also what its provider would keep because it is called the same. */
export const deletedCluster: Derivation = (resource, change) => {
    const { type, old } = resource;
    const name = textIn(old, "name");
    if (type !== CLUSTER || !isGone(resource) || name === undefined) {
        return undefined;
    }
    const providers = change.ofType(KUBERNETES_PROVIDER, "old").filter(([, state]) => speaksTo(state, name));
    // Namespaces that go by a step of their own say themselves what they take along.
    const said = new Set(
        change.before.filter(({ kind, urn }) => kind === "Namespace" && change.goes(urn)).map(({ name }) => name),
    );
    const all = providers.map(([urn]) => takenAlong(within(urn), change, (namespace) => !said.has(namespace)));
    return {
        takesAlong: all.flatMap(({ takesAlong = [] }) => takesAlong),
        affects: all.flatMap(({ affects = [] }) => affects),
    };
};

/** Any resource that a provider manages. */
function within(urn: string): ResourceState {
    return { type: "", provider: `${urn}::`, inputs: {} };
}

function speaksTo(provider: ResourceState, name: string): boolean {
    return textIn(provider, "clusterIdentifier") === name;
}

/**
 * A provider of another identity is another cluster, account or region: all that it manages is made anew there and deleted here. One
 * that keeps its identity while its kubeconfig names another server goes on there, and nobody manages what it has left.
 */
export const otherIdentity: Derivation = (resource, change): Consequence | undefined => {
    const { op, urn, type, old, new: now } = resource;
    const managed = type.startsWith("pulumi:providers:") ? managedBy(urn, change) : 0;
    if (managed === 0 || old === undefined) {
        return undefined;
    }
    if (op === "replace") {
        const place = type === KUBERNETES_PROVIDER ? "cluster" : "account or region";
        return {
            loss: `another ${place}: ${plural(managed, "resource")} of it ${managed === 1 ? "goes here, and is" : "go here, and are"} made there`,
        };
    }
    if (op !== "update" || type !== KUBERNETES_PROVIDER || now === undefined) {
        return undefined;
    }
    const [before, after] = [old, now].map(({ inputs }) => serverOf(inputs as PropertyMap));
    return before !== after && isServer(before) && isServer(after)
        ? {
              loss: `another cluster (${after}): ${plural(managed, "resource")} ${managed === 1 ? "stays" : "stay"} in the old one, managed by nobody`,
              isStateful: true,
          }
        : undefined;
};

function isServer(text: string | undefined): boolean {
    return text?.startsWith("http") === true;
}

function managedBy(provider: string, { states }: Change): number {
    return [...states.values()].filter(({ old }) => old !== undefined && providerOf(old) === provider).length;
}
