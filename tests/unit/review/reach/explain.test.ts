import assert from "node:assert/strict";
import type { RawResource } from "../../../../policies/model/resource";
import { type Explanation, explain, explainOuter } from "../../../../review/reach/explain";
import { ALL_PORTS, portRange } from "../../../../review/reach/port-set";
import { linksOf } from "../../../../review/reach/reach-of";
import { admits, deployment, object, policy, service } from "./cluster";

async function linksIn(...resources: readonly (RawResource | readonly RawResource[])[]) {
    const [links] = (await linksOf(resources.flat(), {})).values();
    assert.ok(links);
    const workload = (name: string) => {
        const found = links.workloads.get(`shop/Deployment/${name}`);
        assert.ok(found, name);
        return found;
    };
    return { links, workload };
}

function told({ verdict, ports, steps }: Explanation): readonly string[] {
    return [`${verdict} ${ports.join(" ")}`, ...steps.map(({ about, text, lets }) => `${about} ${lets}: ${text}`)];
}

describe("The explanation of a connection", () => {
    it("names the rule of each end that lets it through, and the policies that do not", async () => {
        const deny = policy("deny", { podSelector: {}, policyTypes: ["Ingress"] });
        const { links, workload } = await linksIn(
            service("web", "db"),
            service("db"),
            admits("db", "job", "web"),
            deny,
        );
        assert.deepEqual(told(explain(links, workload("web"), workload("db"))), [
            "yes 8080/TCP",
            "declared yes: shop/web is declared to connect to shop/db on 8080/TCP",
            "egress yes: shop/web: no policy selects it",
            "ingress yes: NetworkPolicy shop/db: ingress rule 2 lets shop/web in on 8080/TCP",
            "ingress no: NetworkPolicy shop/deny: no rule lets shop/web in",
        ]);
    });

    it("is of the port that is asked for", async () => {
        const { links, workload } = await linksIn(deployment("web"), deployment("db"), admits("db", "web"));
        const { verdict, ports } = explain(links, workload("web"), workload("db"), portRange("TCP", 5432, 5432));
        assert.deepEqual([verdict, ports], ["no", []]);
    });

    it("says of pods in the network of their nodes that no policy selects them", async () => {
        const agent = deployment("agent", { hostNetwork: true });
        const { links, workload } = await linksIn(agent, deployment("db"), admits("db", "agent"));
        const [first, , egress] = told(explain(links, workload("agent"), workload("db")));
        assert.equal(first, "no ");
        assert.match(egress ?? "", /in the network of their nodes, where no policy selects them/);
    });

    it("says by which way it comes from outside, or that there is none", async () => {
        const front = object("core/v1:Service", "front", {
            type: "LoadBalancer",
            selector: { app: "web" },
            ports: [{ port: 80, targetPort: 8080 }],
        });
        const { links, workload } = await linksIn(deployment("web"), deployment("db"), front);
        assert.deepEqual(told(explainOuter(links, workload("web"), "Ingress", "outside")), [
            "yes 8080/TCP",
            "way yes: load balancer of Service shop/front",
            "ingress yes: no policy limits who connects to the server",
        ]);
        assert.deepEqual(told(explainOuter(links, workload("db"), "Ingress", "outside", ALL_PORTS)), [
            "no ",
            "ingress no: no load balancer, node port, Ingress or route leads to shop/db",
        ]);
    });

    it("says which policies keep a workload from reaching outside", async () => {
        const closed = policy("closed", { podSelector: {}, policyTypes: ["Egress"] });
        const { links, workload } = await linksIn(deployment("web"), closed);
        assert.deepEqual(told(explainOuter(links, workload("web"), "Egress", "outside")), [
            "no ",
            "egress no: NetworkPolicy shop/closed limits the egress of shop/web, and no rule lets it through",
        ]);
    });
});
