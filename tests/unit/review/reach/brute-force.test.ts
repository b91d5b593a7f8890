import assert from "node:assert/strict";
import { UNKNOWN_STRING } from "../../../../core/engine/signatures";
import type { RawResource } from "../../../../policies/model/resource";
import type { Reach, ReachEdge } from "../../../../review/model/reach";
import { reachOf } from "../../../../review/reach/reach-of";
import { STACKS } from "../../../graphs/graph";
import { edit, leaves } from "../../../policies/support/edit";
import { type BruteEnd, isInBlock, mayConnect } from "./brute-force";
import { shippedStack } from "./cluster";
import { type RandomCluster, randomCluster, randomOf } from "./random-cluster";

const SETS = 200;
const PROTOCOLS = ["TCP", "UDP", "SCTP"];
/** Somebody of each part of the world that a policy may tell apart. */
const ADDRESSES = [
    ...["8.8.8.8", "200.1.2.3", "203.0.113.7", "203.0.113.200"],
    ...["10.9.1.1", "10.200.0.1", "192.168.7.7", "169.254.170.23", "2606:4700::1111"],
];

/** A port beside each number that policies and containers name tells all between them. */
function portsToTry({ policies, pods }: RandomCluster): readonly number[] {
    const numbers = [...JSON.stringify([policies, pods]).matchAll(/"(?:port|endPort|containerPort)":(\d+)/g)];
    const around = numbers.flatMap(([, number]) => [-1, 0, 1].map((step) => Number(number) + step));
    return [...new Set([1, ...around, 65_535])];
}

/** Finds edges by the ends and ports that they are for. */
class Lookup {
    private readonly byEnds = new Map<string, ReachEdge[]>();

    constructor(private readonly reach: Reach) {
        for (const edge of reach.edges) {
            for (const from of this.members(edge.from).map(shortOf)) {
                for (const to of this.members(edge.to).map(shortOf)) {
                    this.byEnds.set(`${from}>${to}`, [...(this.byEnds.get(`${from}>${to}`) ?? []), edge]);
                }
            }
        }
    }

    edges(from: string, to: string, protocol: string, port: number): readonly ReachEdge[] {
        return (this.byEnds.get(`${shortOf(from)}>${shortOf(to)}`) ?? []).filter(
            (edge) => edge.isPossible && edge.ports.some((text) => isIn(text, protocol, port)),
        );
    }

    private members(id: string): readonly string[] {
        return this.reach.ends.find((end) => end.id === id)?.members ?? [id];
    }
}

/** Random workloads have names of their own, by which one is found whose namespace is not known. */
function shortOf(id: string): string {
    return id.replace(/^[^/]*\/(?=\w+\/workload-)/, "");
}

function isIn(text: string, protocol: string, port: number): boolean {
    const [numbers = "", own] = text.split("/");
    const [first, last = first] = numbers.split("-");
    return own === protocol && (numbers === "*" || (Number(first) <= port && port <= Number(last)));
}

/** What Reach says of two workloads, and what is true of each of their pods. */
function* verdicts(cluster: RandomCluster, reach: Reach) {
    const lookup = new Lookup(reach);
    const workloads = [...new Set(cluster.pods.map(({ workload }) => workload))];
    const podsOf = (id: string) => cluster.pods.filter(({ workload }) => workload === id);
    const ports = portsToTry(cluster);
    for (const client of workloads) {
        for (const server of workloads.filter((id) => id !== client)) {
            const pairs = podsOf(client).flatMap((from) => podsOf(server).map((to) => [from, to] as const));
            for (const protocol of PROTOCOLS) {
                for (const port of ports) {
                    const edges = lookup.edges(client, server, protocol, port);
                    const truth = pairs.map(([from, to]) => mayConnect(cluster, from, to, protocol, port));
                    yield {
                        isPossible: edges.length > 0,
                        isCertain: edges.some(({ isCertain }) => isCertain),
                        some: truth.includes(true),
                        every: !truth.includes(false),
                        what: `${client} to ${server} on ${port}/${protocol}`,
                    };
                }
            }
        }
    }
}

/** A shipped stack as the evaluation pod by pod sees it; its charts are closed, so that their pods are not in it. */
function shippedCluster(stack: (typeof STACKS)[number]): RandomCluster {
    const resources = shippedStack(stack);
    const ofKind = (kind: string) =>
        resources.filter(({ type }) => type.endsWith(`:${kind}`)).map(({ props }) => Object(props));
    const workloads = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"].flatMap((kind) =>
        ofKind(kind).map(({ metadata, spec }) => ({
            workload: `${metadata.namespace}/${kind}/${metadata.name}`,
            namespace: metadata.namespace,
            template: kind === "CronJob" ? spec.jobTemplate.spec.template : spec.template,
        })),
    );
    return {
        resources,
        splitsNetwork: false,
        namespaces: Object.fromEntries(
            ofKind("Namespace").map(({ metadata }) => [metadata.name, metadata.labels ?? {}]),
        ),
        policies: ofKind("NetworkPolicy"),
        pods: workloads.map(({ template, ...own }, index) => ({
            ...own,
            ip: `10.20.1.${index}`,
            labels: template.metadata.labels,
            hostNetwork: template.spec.hostNetwork === true,
            ports: template.spec.containers.flatMap(
                (container: { readonly ports?: object[] }) => container.ports ?? [],
            ),
        })),
    };
}

describe("Reachability against an evaluation pod by pod", () => {
    for (const stack of STACKS) {
        it(`is the same for the stack ${stack}`, async () => {
            const cluster = shippedCluster(stack);
            let count = 0;
            for (const verdict of verdicts(cluster, await reachOf(cluster.resources))) {
                assert.deepEqual([verdict.isPossible, verdict.isCertain], [verdict.some, verdict.every], verdict.what);
                count += Number(verdict.some);
            }
            assert.ok(cluster.pods.length >= 10 && cluster.policies.length > 10 && count >= 10, String(count));
        });
    }

    it(`is the same on ${SETS} random sets of policies`, async () => {
        const counts = { yes: 0, no: 0, open: 0 };
        for (let seed = 1; seed <= SETS; seed++) {
            const cluster = randomCluster(seed);
            for (const { isPossible, isCertain, some, every, what } of verdicts(
                cluster,
                await reachOf(cluster.resources),
            )) {
                if (isPossible && !isCertain) {
                    assert.ok(cluster.splitsNetwork, `seed ${seed}: ${what} is uncertain`);
                    counts.open++;
                } else {
                    assert.deepEqual([isPossible, isCertain], [some, every], `seed ${seed}: ${what}`);
                    counts[some ? "yes" : "no"]++;
                }
            }
        }
        assert.ok(counts.yes > 50_000 && counts.no > 50_000 && counts.open > 500, JSON.stringify(counts));
    }).timeout(120_000);

    it("is the same for addresses outside of the cluster", async () => {
        let count = 0;
        for (let seed = 1; seed <= SETS; seed++) {
            const cluster = randomCluster(seed);
            const reach = await reachOf(cluster.resources);
            const lookup = new Lookup(reach);
            const ports = portsToTry(cluster);
            const blocks = reach.ends.filter(({ kind }) => ["outside", "cidr", "nodes"].includes(kind));
            for (const pod of cluster.pods.filter(({ hostNetwork }) => !hostNetwork)) {
                for (const ip of ADDRESSES) {
                    for (const protocol of PROTOCOLS) {
                        for (const port of ports) {
                            const address: BruteEnd = { ip };
                            const holding = blocks.filter(({ id }) => holds(id, ip));
                            const isOut = holding.some(
                                ({ id }) => lookup.edges(pod.workload, id, protocol, port).length > 0,
                            );
                            const isTrue = mayConnect(cluster, pod, address, protocol, port);
                            // The edge to everywhere may leave something out, which its rules name.
                            const isOutside = lookup.edges(pod.workload, "outside", protocol, port).length > 0;
                            assert.ok(
                                isTrue ? isOut : !isOut || isOutside,
                                `seed ${seed}: ${pod.workload} to ${ip}:${port}/${protocol}`,
                            );
                            count += Number(isTrue);
                        }
                    }
                }
            }
        }
        assert.ok(count > 50_000, String(count));
    }).timeout(120_000);

    it("counts nothing that is unknown as impossible, nor as certain", async () => {
        let open = 0;
        for (let seed = 1; seed <= SETS; seed++) {
            const cluster = randomCluster(seed);
            const reach = await reachOf(hideSome(cluster.resources, randomOf(seed)));
            for (const { isPossible, isCertain, some, every, what } of verdicts(cluster, reach)) {
                assert.ok(isPossible || !some, `seed ${seed}: ${what} counts as impossible`);
                assert.ok(every || !isCertain, `seed ${seed}: ${what} counts as certain`);
                open += Number(isPossible && !isCertain);
            }
            const lookup = new Lookup(reach);
            for (const pod of cluster.pods.filter(({ hostNetwork }) => !hostNetwork)) {
                for (const { ip, port } of [
                    { ip: "8.8.8.8", port: 443 },
                    { ip: "203.0.113.7", port: 80 },
                ]) {
                    const ends = reach.ends.filter(({ kind, id }) => /outside|cidr/.test(kind) && holds(id, ip));
                    const isOut = ends.some(({ id }) => lookup.edges(pod.workload, id, "TCP", port).length > 0);
                    assert.ok(
                        isOut || !mayConnect(cluster, pod, { ip }, "TCP", port),
                        `seed ${seed}: ${pod.workload} to ${ip}`,
                    );
                }
            }
        }
        assert.ok(open > 20_000, String(open));
    }).timeout(120_000);
});

/** Whether an end that stands for addresses has one of them. */
function holds(id: string, ip: string): boolean {
    if (id === "outside") {
        return true;
    }
    const [cidr = "", except = ""] = id.split(" except ");
    return isInBlock(ip, cidr) && !except.split(", ").some((block) => block !== "" && isInBlock(ip, block));
}

/** Makes some values of policies, pods and namespaces unknown, as outputs of other resources are in a preview. */
function hideSome(resources: readonly RawResource[], random: () => number): readonly RawResource[] {
    return resources.map((resource) => {
        const places = leaves(resource.props).filter((path) => /^spec|labels|namespace/.test(path));
        const path = places[Math.floor(random() * places.length)] ?? "";
        // The whole of a list or a map may be unknown, too.
        const depth = random() < 0.3 ? path.replace(/(\.[^.[\]]+|\[[^\]]*\])$/, "") : path;
        const isSpared =
            !resource.type.startsWith("kubernetes:") || ["", "spec", "metadata"].includes(depth) || random() < 0.5;
        return isSpared ? resource : { ...resource, props: edit(resource.props, depth, UNKNOWN_STRING) };
    });
}
