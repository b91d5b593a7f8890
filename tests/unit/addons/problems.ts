import type { KeyFile } from "../../../cli/charts/key-files";
import type { Sample } from "../../../components/addons/samples";
import { type NetworkEdge, podIdentityAgent } from "../../../components/namespaces/network-edges";
import type { ChartValue } from "../../../components/releases/release";

const ANYWHERE = "0.0.0.0/0";
const HTTPS = 443;
const KUBELET = 10250;

/**
 * From here up the nodes' security group of the eks component lets the control plane in, and to 443.
 *
 * @see https://github.com/pulumi/pulumi-eks/blob/master/nodejs/eks/securitygroup.ts
 */
const LOWEST_PORT = 1025;

/**
 * Values that a chart hands on whole to a custom resource, so that its own files do not show them. They are held against the resource's
 * definition by hand.
 *
 * @see https://docs.tigera.io/calico/latest/reference/installation/api
 */
const HANDED_ON: ReadonlyMap<string, readonly string[]> = new Map([
    ["tigera-operator", ["installation.calicoNetwork", "installation.cni"]],
]);

/** What is wrong with an add-on, by what its chart was seen to take and to need. */
export function problemsOf({ addon, context, plan, values }: Sample, file: KeyFile): readonly string[] {
    const { needs } = file;
    if (!needs) {
        return [`the key file of ${file.chart} says nothing of what the chart needs`];
    }
    const { edges, identities } = plan;
    const lets = (direction: NetworkEdge["direction"], peer: string, port: number) =>
        edges.some(
            (edge) =>
                edge.direction === direction &&
                [peer, ANYWHERE].includes(edge.peer) &&
                (edge.ports?.includes(port) ?? true),
        );
    const [inward, outward] = [edges.filter(({ direction }) => direction === "ingress"), Object.keys(identities)];
    return [
        ...unknownValues(values, file).map((path) => `the chart knows no value ${path}`),
        ...inward
            .flatMap(({ name, ports = [] }) => ports.map((port) => ({ name, port })))
            .filter(({ port }) => !needs.ports.includes(port))
            .map(({ name, port }) => `the edge ${name} opens ${port}, which is no port of its pods`),
        ...needs.calledByApiServer
            .filter((port) => port < LOWEST_PORT && port !== HTTPS)
            .map((port) => `the security group of the nodes lets the API server call no port ${port}`),
        ...needs.calledByApiServer
            .filter((port) => !lets("ingress", context.nodeNetwork, port))
            .map((port) => `no edge lets the API server call ${port}`),
        ...(needs.callsApiServer && !lets("egress", ANYWHERE, HTTPS) ? ["no edge leads to the API server"] : []),
        ...(needs.callsKubelets && !lets("egress", context.nodeNetwork, KUBELET) ? ["no edge leads to kubelets"] : []),
        ...outward
            .filter((account) => !needs.serviceAccounts.includes(account))
            .map((account) => `the chart makes no ServiceAccount ${account}, which has AWS permissions`),
        ...(outward.length > 0 && !edges.includes(podIdentityAgent) ? ["no edge leads to the Pod Identity agent"] : []),
        ...(outward.length > 0 && !lets("egress", ANYWHERE, HTTPS) ? ["no edge leads to AWS"] : []),
    ].map((problem) => `${addon.name}: ${problem}`);
}

/** What is set that the chart does not know; Helm would ignore it without a word. */
function unknownValues(values: ChartValue, { chart, keys, open }: KeyFile): readonly string[] {
    const taken = [...open, ...(HANDED_ON.get(chart) ?? [])];
    return leaves(values, "").filter(
        (path) => !keys.includes(path) && !taken.some((prefix) => path === prefix || path.startsWith(`${prefix}.`)),
    );
}

/** Dotted paths of all leaves. */
function leaves(value: ChartValue, path: string): string[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return [path];
    }
    const entries = Object.entries(value);
    return entries.length === 0
        ? [path]
        : entries.flatMap(([key, item]) => leaves(item, path ? `${path}.${key}` : key));
}
