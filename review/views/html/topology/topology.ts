import { revealed } from "../../../../core/faults/visible";
import type { Material, Subject } from "../material";
import { textsIn } from "../material";
import { type Block, column, emptyBlock, framed, leaf, row, wrapped } from "./block";
import { contentOf, groupContent } from "./content";
import { keepers, networks } from "./infrastructure";
import { placeServices } from "./place-services";
import { serviceGraph } from "./services";

const GAP = 16;
/** What the picture is laid out for; what cannot be broken may be wider. */
const WIDTH = 1400;

export interface Topology {
    readonly block: Block;
    /** How many connections have no line. */
    readonly undrawn: number;
    /** Whether all of it is created, which is said once and not by a mark on each box. */
    readonly isNew: boolean;
}

/** The whole picture of a stack: region, network, cluster and what runs in it. */
export async function topology(material: Material): Promise<Topology> {
    // Half a megabyte that only a picture needs.
    const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
    const graphviz = await Graphviz.load();
    const outer = networks(material);
    const kept = keepers(material);
    const inside = serviceGraph(material);
    const network = row([column(outer, GAP), kept], GAP);
    const services = placeServices(graphviz, inside, Math.max(WIDTH, network.width));
    const cluster = clusterFrame(material, services, network.width);
    const all = column([network, cluster], GAP);
    const region = regionOf(material);
    const block =
        region === undefined || outer.length === 0 ? all : framed(groupContent("region", `Region ${region}`), all);
    const isNew = material.subjects.length > 0 && material.subjects.every(({ op }) => op === "create");
    return { block: isNew ? withoutMarks(block) : block, undrawn: inside.undrawn, isNew };
}

function withoutMarks(block: Block): Block {
    return { ...block, shapes: block.shapes.map((shape) => ({ ...shape, op: "same" })) };
}

function clusterFrame(material: Material, services: Block, minWidth: number): Block {
    const addons = material.subjects
        .filter(({ type }) => type === "aws:eks/addon:Addon")
        .map((addon) =>
            leaf(
                contentOf(
                    "release",
                    addon,
                    textOf(addon, "addonName") ?? addon.name,
                    `add-on ${textOf(addon, "addonVersion") ?? ""}`,
                ),
                168,
                44,
            ),
        );
    const inner = column([wrapped(addons, Math.max(services.width, minWidth - 2 * GAP), GAP), services], GAP);
    if (inner.width === 0) {
        return emptyBlock;
    }
    const found = (type: string) => material.subjects.find((subject) => subject.type === type);
    const cluster = found("aws:eks/cluster:Cluster") ?? found("eks:index:Cluster");
    const version = cluster && textOf(cluster, "version");
    const content =
        cluster === undefined
            ? groupContent("cluster", "Kubernetes cluster")
            : contentOf(
                  "cluster",
                  cluster,
                  `EKS cluster ${textOf(cluster, "name") ?? cluster.name}${version === undefined ? "" : ` · Kubernetes ${version}`}`,
              );
    return framed(content, inner, minWidth);
}

function regionOf(material: Material): string | undefined {
    const provider = material.subjects.find(({ type }) => type === "pulumi:providers:aws");
    const zone = material.subjects.find(({ type }) => type === "aws:ec2/subnet:Subnet");
    return (
        (provider && textOf(provider, "region")) ?? (zone && textOf(zone, "availabilityZone")?.replace(/[a-z]$/, ""))
    );
}

function textOf({ resource }: Subject, key: string): string | undefined {
    const text = textsIn(resource?.inputs)(key);
    return text === undefined ? undefined : revealed(text);
}
