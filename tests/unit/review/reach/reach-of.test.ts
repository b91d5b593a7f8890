import assert from "node:assert/strict";
import { UNKNOWN_STRING } from "../../../../core/engine/signatures";
import type { RawResource } from "../../../../policies/model/resource";
import { type Reach, reachSchema } from "../../../../review/model/reach";
import { linksOf, reachOf } from "../../../../review/reach/reach-of";
import { admits, deployment, object, policy, service, shippedStack } from "./cluster";

const CLOSED = policy("closed", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });

/** The edges between two ends, each in one line. */
function edges({ edges: all }: Reach, from: string, to: string): readonly string[] {
    const isEnd = (id: string, name: string) => id === name || id.endsWith(`/${name}`);
    return all
        .filter((edge) => isEnd(edge.from, from) && isEnd(edge.to, to))
        .map(({ ports, isDeclared, isPossible, isCertain, status }) =>
            [
                ports.join(" "),
                isDeclared ? "declared" : "undeclared",
                isPossible ? "possible" : "refused",
                ...(isCertain ? [] : ["uncertain"]),
                status,
            ].join(", "),
        );
}

async function reach(...resources: readonly (RawResource | readonly RawResource[])[]): Promise<Reach> {
    return reachSchema.parse(await reachOf(resources.flat()));
}

describe("Who may reach whom", () => {
    it("is everybody where no policy limits anything", async () => {
        const all = await reach(deployment("web"), deployment("db"));
        assert.deepEqual(edges(all, "web", "db"), ["*/TCP */UDP */SCTP, undeclared, possible, present"]);
        assert.deepEqual(edges(all, "web", "outside"), ["*/TCP */UDP */SCTP, undeclared, possible, present"]);
        assert.deepEqual(edges(all, "outside", "web"), []);
    });

    it("takes what a service connects to as declared, and all else that is possible as not", async () => {
        const all = await reach(service("web", "db"), service("db"), service("job"));
        assert.deepEqual(edges(all, "web", "db"), [
            "8080/TCP, declared, possible, present",
            "1-8079/TCP 8081-65535/TCP */UDP */SCTP, undeclared, possible, present",
        ]);
        assert.deepEqual(edges(all, "job", "db"), ["*/TCP */UDP */SCTP, undeclared, possible, present"]);
    });

    it("tells what is declared and refused, and by which end", async () => {
        const all = await reach(service("web", "db"), service("db"), admits("db", "job"));
        assert.deepEqual(edges(all, "web", "db"), ["8080/TCP, declared, refused, present"]);
        const [edge] = all.edges.filter(({ isPossible }) => !isPossible);
        assert.deepEqual(edge?.because, [
            "NetworkPolicy shop/db limits the ingress of shop/db, and no rule lets shop/web in on 8080/TCP",
        ]);
    });

    it("tells which rules let something through", async () => {
        const all = await reach(service("web", "db"), service("db"), admits("db", "job", "web"));
        const [edge] = all.edges.filter(({ from, to }) => from.endsWith("/web") && to.endsWith("/db"));
        assert.deepEqual(edge?.because, [
            "no policy limits what the client connects to",
            "NetworkPolicy shop/db, ingress rule 2",
        ]);
    });

    it("says of a connection to a service that is not there that nobody can tell", async () => {
        assert.match((await reach(service("web", "gone"))).undetermined.join(), /shop\/web declares .* gone/);
    });

    it("takes rules that name pods for the declarations of workloads that have none", async () => {
        const all = await reach(deployment("web"), deployment("job"), deployment("db"), admits("db", "web"));
        assert.deepEqual(edges(all, "web", "db"), ["8080/TCP, declared, possible, present"]);
        assert.deepEqual(edges(all, "job", "db"), []);
    });

    it("tells an unknown value as uncertain", async () => {
        const open = policy("db", { podSelector: { matchLabels: { app: UNKNOWN_STRING } }, policyTypes: ["Ingress"] });
        const all = await reach(deployment("web"), deployment("db"), open);
        assert.deepEqual(edges(all, "web", "db"), ["*/TCP */UDP */SCTP, undeclared, possible, uncertain, present"]);
        assert.match(
            all.undetermined.join(),
            /Whether NetworkPolicy shop\/db selects shop\/\w+, shop\/\w+ is not known/,
        );
    });

    it("takes a pod whose namespace is unknown for one of a namespace that has no others", async () => {
        const far = object("core/v1:Namespace", "far", {}, { metadata: { labels: { team: "far" } } });
        const shop = object("core/v1:Namespace", "shop", {});
        const open = policy("db", {
            podSelector: { matchLabels: { app: "db" } },
            ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "far" } } }] }],
        });
        const all = await reach(
            far,
            shop,
            deployment("web", {}, { namespace: UNKNOWN_STRING }),
            deployment("db"),
            open,
        );
        assert.deepEqual(edges(all, "web", "db"), ["*/TCP */UDP */SCTP, undeclared, possible, uncertain, present"]);
    });

    it("takes a peer that is unknown for addresses, too", async () => {
        for (const to of [UNKNOWN_STRING, { ipBlock: UNKNOWN_STRING }, { ipBlock: { cidr: UNKNOWN_STRING } }]) {
            const open = policy("web", { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [to] }] });
            const [edge] = edges(await reach(deployment("web"), open), "web", "outside");
            assert.match(edge ?? "", /possible, uncertain, present$/, JSON.stringify(to));
        }
    });

    it("tells a Service of unknown type, selector or port as an uncertain way in", async () => {
        const front = { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80, targetPort: 8080 }] };
        for (const [field, value] of Object.entries({
            type: UNKNOWN_STRING,
            selector: UNKNOWN_STRING,
            ports: [{ port: 80, targetPort: UNKNOWN_STRING }],
        })) {
            const all = await reach(
                deployment("web"),
                object("core/v1:Service", "front", { ...front, [field]: value }),
            );
            assert.match(edges(all, "outside", "web").join(), /declared, possible, uncertain, present$/, field);
        }
    });

    it("has pods that are not the stack's as an end of their own, the cluster's DNS among them", async () => {
        const all = await reach(shippedStack("local"));
        const dns = all.ends.find(({ kind }) => kind === "pods");
        assert.equal(dns?.id, "pods k8s-app=kube-dns of namespace kube-system");
        assert.deepEqual(edges(all, "ui", dns?.id ?? ""), ["53/TCP 53/UDP, declared, possible, present"]);
    });

    it("leaves out what a controller has made of another object", async () => {
        const owner = [{ kind: "Deployment", name: "web", controller: true }];
        const set = deployment("web-5d9", {}, { ownerReferences: owner });
        assert.deepEqual(
            (await reach(deployment("web"), set)).ends.map(({ id }) => id),
            ["outside", "shop/Deployment/web"],
        );
    });

    it("keeps the workloads of two clusters apart", async () => {
        const on = (name: string, one: RawResource) => ({
            ...one,
            urn: `${one.urn}-${name}`,
            provider: { type: "pulumi:providers:kubernetes", name },
        });
        const all = await reach(
            on("east", deployment("web")),
            on("west", deployment("web")),
            on("west", deployment("db")),
        );
        assert.deepEqual(edges(all, "east:shop/Deployment/web", "west:shop/Deployment/db"), []);
        assert.equal(edges(all, "west:shop/Deployment/web", "west:shop/Deployment/db").length, 1);
    });

    it("does not read the policies of other engines, and says so", async () => {
        const foreign = object("crd.projectcalico.org/v1:GlobalNetworkPolicy", "all", { selector: "all()" });
        assert.match(
            (await reach(deployment("web"), foreign)).undetermined.join(),
            /GlobalNetworkPolicy .*is not read/,
        );
    });

    it("says where nothing enforces policies", async () => {
        const cluster = {
            type: "aws:eks/cluster:Cluster",
            name: "c",
            urn: "urn:pulumi:a::b::aws:eks/cluster:Cluster::c",
        };
        const all = await reach({ ...cluster, props: { name: "c", computeConfig: {} } }, deployment("web"));
        assert.match(all.undetermined.join(), /Nothing in the stack enforces NetworkPolicies in cluster c/);
    });

    it("tells many that policies do not tell apart as one group", async () => {
        const many = Array.from({ length: 30 }, (_, index) => deployment(`web-${index}`));
        const all = await reach(many, deployment("db"), admits("db", "web-3"));
        const groups = all.ends.filter(({ kind }) => kind === "group").map(({ name }) => name);
        assert.deepEqual(groups, ["30 workloads of namespace shop", "31 workloads of namespace shop"]);
        assert.equal(edges(all, "web-3", "db").length, 1);
        assert.ok(all.edges.filter(({ to }) => to !== "outside").length <= 2 + 30);
    });
});

describe("Many workloads in a namespace that lets its own in", () => {
    const own = policy("own", {
        ...{ podSelector: {}, policyTypes: ["Ingress", "Egress"] },
        ...{ ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] },
    });

    /** How often rules are held against a workload, to tell all connections. */
    async function evaluations(count: number, more: (index: number) => readonly RawResource[] = () => []) {
        const many = Array.from({ length: count }, (_, index) => [deployment(`s${index}`), ...more(index)]).flat();
        const [links] = (await linksOf([own, ...many], {})).values();
        assert.ok(links);
        const clients = [...links.workloads.keys()].map((id) => links.linksTo(id).size);
        assert.deepEqual(clients, Array(count).fill(count));
        return links.pairs.evaluations;
    }

    it("are told apart by no rule, so that each rule is held against one of them, however many there are", async () => {
        assert.deepEqual([await evaluations(20), await evaluations(200)], [2, 2]);
    });

    it("cost twice as much where there are twice as many, each with a policy of its own besides", async () => {
        const chain = (index: number) => [admits(`s${index}`, `s${index + 1}`)];
        const [some, twice] = [await evaluations(50, chain), await evaluations(100, chain)];
        assert.ok(twice <= 2 * some + 2, `${some} and ${twice}`);
        assert.ok(twice <= 4 * 100, `${twice}`);
    });
});

describe("The way in from outside", () => {
    const front = object(
        "core/v1:Service",
        "front",
        { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80, targetPort: "http" }] },
        { metadata: { annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" } } },
    );
    const inner = object("core/v1:Service", "web", {
        selector: { app: "web" },
        ports: [{ port: 80, targetPort: "http" }],
    });
    const ingress = (className: string) =>
        object("networking.k8s.io/v1:Ingress", "web", {
            ingressClassName: className,
            rules: [
                {
                    host: "shop.example.com",
                    http: { paths: [{ path: "/", backend: { service: { name: "web", port: { number: 80 } } } }] },
                },
            ],
        });

    it("is a load balancer", async () => {
        const all = await reach(deployment("web"), front);
        assert.deepEqual(edges(all, "outside", "web"), ["8080/TCP, declared, possible, present"]);
        const [edge] = all.edges.filter(({ from }) => from === "outside");
        assert.deepEqual(edge?.ways, ["internet-facing load balancer of Service shop/front"]);
    });

    it("is closed where a policy lets pods in alone", async () => {
        const all = await reach(deployment("web"), front, admits("web", "ui"));
        assert.deepEqual(edges(all, "outside", "web"), ["8080/TCP, declared, refused, present"]);
    });

    it("is an Ingress through the pods of its controller", async () => {
        const traefik = { ...deployment("traefik"), release: "traefik" };
        const ofClass = { ...object("networking.k8s.io/v1:IngressClass", "edge", {}), release: "traefik" };
        const open = await reach(deployment("web"), inner, ingress("edge"), traefik, ofClass, admits("web", "traefik"));
        const [edge] = open.edges.filter(({ from }) => from === "outside");
        assert.deepEqual(edge?.ways, ["Ingress shop/web for shop.example.com through shop/traefik"]);
        assert.deepEqual(edges(open, "outside", "web"), ["8080/TCP, declared, possible, present"]);
        const closed = await reach(deployment("web"), inner, ingress("edge"), traefik, ofClass, CLOSED);
        assert.deepEqual(edges(closed, "outside", "web"), ["8080/TCP, declared, refused, present"]);
    });

    it("is uncertain where the controller is not in the stack", async () => {
        const all = await reach(deployment("web"), inner, ingress("nginx"), admits("web", "ui"));
        assert.deepEqual(edges(all, "outside", "web"), ["8080/TCP, declared, possible, uncertain, present"]);
        assert.match(all.undetermined.join(), /Who passes the requests of Ingress shop\/web .* is not in the stack/);
    });

    it("is a port of the node", async () => {
        const ports = [{ containerPort: 9100, hostPort: 9100 }];
        const all = await reach(deployment("agent", { containers: [{ name: "main", image: "i", ports }] }));
        assert.deepEqual(edges(all, "outside", "agent"), ["9100/TCP, declared, possible, present"]);
    });
});

describe("What a change opens and closes", () => {
    it("is told by pair and port", async () => {
        const base = [deployment("web"), deployment("ui"), deployment("db"), admits("db", "web")];
        const head = [deployment("web"), deployment("ui"), deployment("db"), admits("db", "ui")];
        const all = await reachOf(head, { base });
        assert.deepEqual(edges(all, "ui", "db"), ["8080/TCP, declared, possible, new"]);
        assert.deepEqual(edges(all, "web", "db"), ["8080/TCP, declared, possible, gone"]);
        assert.deepEqual(edges(all, "web", "ui"), ["*/TCP */UDP */SCTP, undeclared, possible, present"]);
    });

    it("is the ports that come alone where a connection had some", async () => {
        const wider = policy("db", {
            podSelector: { matchLabels: { app: "db" } },
            ingress: [
                { from: [{ podSelector: { matchLabels: { app: "web" } } }], ports: [{ port: 8080, endPort: 8081 }] },
            ],
        });
        const workloads = [deployment("web"), deployment("db")];
        const all = await reachOf([...workloads, wider], { base: [...workloads, admits("db", "web")] });
        assert.deepEqual(edges(all, "web", "db"), [
            "8081/TCP, declared, possible, new",
            "8080/TCP, declared, possible, present",
        ]);
    });

    it("has the workloads that go among its ends", async () => {
        const all = await reachOf([deployment("web")], { base: [deployment("web"), deployment("db")] });
        assert.deepEqual(edges(all, "web", "db"), ["*/TCP */UDP */SCTP, undeclared, possible, gone"]);
        assert.ok(all.ends.some(({ id }) => id === "shop/Deployment/db"));
    });

    it("is nothing where nothing differs", async () => {
        const prod = shippedStack("prod");
        const all = await reachOf(prod, { base: prod });
        assert.deepEqual(all, await reachOf(prod));
    });
});
