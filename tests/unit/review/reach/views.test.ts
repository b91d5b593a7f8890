import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { reachText } from "../../../../cli/output/reach-text";
import type { RawResource } from "../../../../policies/model/resource";
import { mermaidOf } from "../../../../review/reach/mermaid";
import { pictureOf } from "../../../../review/reach/picture";
import { reachOf } from "../../../../review/reach/reach-of";
import { portsText, reachSentences } from "../../../../review/reach/sentences";
import { admits, deployment, policy, service, shippedStack } from "./cluster";

const BASE = [
    service("web", "db"),
    service("db"),
    service("job"),
    admits("db", "web"),
    admits("web"),
    admits("job"),
].flat();
/** The database lets the job in in place of the web. */
const HEAD = BASE.map((one) => (one.name === "db" && one.type.endsWith("Policy") ? admits("db", "job") : one));

describe("What is told of reachability", () => {
    it("is what a change opens, closes, leaves refused and what nobody declares", async () => {
        assert.deepEqual(reachSentences(await reachOf(HEAD, { base: BASE })), {
            opens: ["shop/job may reach shop/db on 8080/TCP"],
            closes: ["shop/web may no longer reach shop/db on 8080/TCP"],
            refused: ["shop/web is declared to reach and may not reach shop/db on 8080/TCP"],
            undeclared: [
                "shop/db may reach outside on every port",
                "shop/job may reach outside on every port",
                "shop/job may reach shop/db on 8080/TCP",
                "shop/web may reach outside on every port",
            ],
        });
    });

    it("names ports as readers do", () => {
        assert.equal(portsText(["*/TCP", "*/UDP", "*/SCTP"]), "every port");
        assert.equal(portsText(["53/TCP", "53/UDP"]), "53/TCP and 53/UDP");
        assert.equal(portsText(["*/UDP"]), "every UDP port");
        assert.equal(
            portsText(["1/TCP", "2/TCP", "3/TCP", "4/TCP", "5/TCP", "6/TCP"]),
            "1/TCP, 2/TCP, 3/TCP, 4/TCP and 2 more",
        );
    });
});

describe("The picture of reachability", () => {
    it("has an arrow for each two ends, with the gravest that is true of them, and no DNS", async () => {
        const { nodes, edges } = pictureOf(await reachOf(HEAD, { base: BASE }));
        assert.deepEqual(
            edges
                .filter(({ to }) => to !== "outside")
                .map(({ from, to, label, state, status }) => [from, to, label, state, status].join(" ")),
            [
                "shop/Deployment/job shop/Deployment/db 8080/TCP undeclared new",
                "shop/Deployment/web shop/Deployment/db 8080/TCP refused new",
            ],
        );
        assert.deepEqual(
            nodes.map(({ label, kind, group }) => [label, kind, group]),
            [["outside", "outside", undefined], ...["db", "job", "web"].map((name) => [name, "workload", "shop"])],
        );
        const shipped = pictureOf(await reachOf(shippedStack("local")));
        assert.deepEqual([...new Set(shipped.nodes.map(({ kind }) => kind))], ["workload"]);
    });

    it("is text for Mermaid where it is small", async () => {
        const text = mermaidOf(await reachOf(HEAD, { base: BASE })) ?? "";
        assert.match(text, /^flowchart LR\n/);
        assert.match(text, /subgraph g\d\["shop"\]/);
        assert.match(text, /n\d ==>\|"new undeclared 8080\/TCP"\| n\d/);
        assert.match(text, /n\d --x\|"new refused 8080\/TCP"\| n\d/);
    });

    it("is the change alone where the whole is large, and nothing where that is large, too", async () => {
        const many = (from: number, to: number) =>
            Array.from({ length: to - from }, (_, index) => [
                deployment(`s${from + index}`),
                admits(`s${from + index}`, `s${from + index + 1}`),
            ]).flat();
        const closed = policy("closed", {
            podSelector: {},
            policyTypes: ["Egress"],
            egress: [{ to: [{ podSelector: {} }] }],
        });
        const text = mermaidOf(await reachOf([...many(0, 20), closed], { base: [...many(0, 18), closed] })) ?? "";
        assert.match(text, /s18/);
        assert.doesNotMatch(text, /"s3"/);
        assert.equal(mermaidOf(await reachOf([...many(0, 20), closed])), undefined);
        assert.equal(mermaidOf(await reachOf([])), undefined);
    });

    it("keeps names text, whoever wrote them", async () => {
        const name = 'x"]; click n0 "javascript:alert(1)" <script>`|';
        const text = mermaidOf(await reachOf([deployment(name), deployment("db")])) ?? "";
        assert.doesNotMatch(text, /<script>|"\];|javascript:alert\(1\)"|`/);
    });
});

describe("What platform reach prints", () => {
    async function printed(resources: readonly RawResource[]): Promise<string> {
        return stripVTControlCharacters(reachText("shop", await reachOf(resources)));
    }

    it("is a matrix with the port of each connection, and a mark where something is amiss", async () => {
        const text = await printed(HEAD);
        assert.match(text, /^shop: 3 workloads, 2 connections between them/);
        assert.match(text, /Within shop\n {4}client \\ server +1\n +1 db\n +2 job +\+8080\n +3 web +!8080\n/);
        assert.match(text, /! declared, and refused {3}\+ possible, and not declared/);
        assert.match(text, /Declared, and refused by policies \(1\)\n {2}shop\/web/);
        assert.match(text, /To outside\n {2}outside on every port: shop\/db, shop\/job, shop\/web/);
    });

    for (const stack of ["local", "dev", "prod"] as const) {
        it(`is at most 80 columns wide for ${stack}`, async () => {
            const lines = (await printed(shippedStack(stack))).split("\n");
            assert.deepEqual(
                lines.filter((line) => line.length > 80),
                [],
            );
            assert.ok(lines.some((line) => /Within (retail-store|store-dev)/.test(line)));
        });
    }

    it("is a list by server where a matrix would be too wide", async () => {
        const many = Array.from({ length: 19 }, (_, index) => deployment(`service-${index}`));
        const text = await printed(many);
        assert.match(text, /shop\/service-3 on every port: shop\/service-0, .* and 12 more/s);
        assert.ok(text.split("\n").every((line) => line.length <= 80));
    });
});
