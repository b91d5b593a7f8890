import assert from "node:assert/strict";
import { cluster, MALFORMED, network, service, storage } from "./malformed";
import { assertRefused, faultsOf } from "./refused";
import { load } from "./valid";

describe("A malformed configuration", () => {
    for (const { what, changes, path, mentions } of MALFORMED) {
        it(`refuses ${what}`, () => assertRefused({ changes, path, mentions }));
    }

    it("is reported with all of its faults at once", () => {
        const all = MALFORMED.filter(
            ({ changes }) =>
                ("eks-platform:ingress" in changes || "eks-platform:helm" in changes) &&
                !("eks-platform:network" in changes),
        );
        const changes = Object.assign(
            {},
            ...all.map((malformed) => malformed.changes),
            network({ cidr: "x", nat: "two" }),
        );
        const paths = faultsOf(changes).map(({ path }) => path);
        const expected = [...all.map(({ path }) => path), "eks-platform:network.cidr", "eks-platform:network.nat"];
        assert.deepEqual(paths.toSorted(), expected.toSorted());
    });

    it("is reported without a second fault that the first one made", () => {
        const paths = (changes: Record<string, unknown>) => faultsOf(changes).map(({ path }) => path);
        assert.deepEqual(paths(storage({ tiers: { fast: { type: "io2" } } })), [
            "eks-platform:storage.tiers.fast.iops",
        ]);
        assert.deepEqual(paths({ "eks-platform:cluster": { kind: "gke" } }), ["eks-platform:cluster.kind"]);
    });

    it("is reported in lines that hold no command for a terminal or a pipeline, whatever keys and values are called", () => {
        const hostile = "a\n::error::x\u001b[2J\u009b2J\u202e";
        const changes = {
            [hostile]: 1,
            "::error::x": 1,
            "eks-platform:tags": { [hostile]: 1, "::error::x": 1 },
            "eks-platform:namespaces": { [hostile]: { [hostile]: hostile } },
            "eks-platform:ingress": { controller: hostile },
        };
        assert.throws(
            () => load(changes),
            ({ message }: Error) => {
                assert.doesNotMatch(message.replaceAll("\n", ""), /[\p{Cc}\u202e]/u);
                assert.doesNotMatch(message, /^\s*::/m);
                assert.match(message, /\\u001b/);
                return true;
            },
        );
    });

    it("may name a namespace after what every object inherits", () => {
        assert.ok(load({ "eks-platform:services": { constructor: { web: { image: "a/b:1", port: 80 } } } }));
    });

    it("is reported with what is missing beside a cluster section that has faults itself", () => {
        const changes = {
            ...cluster({ version: 1.3 }),
            "eks-platform:nodeGroups": undefined,
            "eks-platform:region": undefined,
        };
        assert.deepEqual(
            faultsOf(changes)
                .map(({ path }) => path)
                .toSorted(),
            ["eks-platform:cluster.version", "eks-platform:nodeGroups", "eks-platform:region"],
        );
    });

    it("is reported in lines of 80 columns, longer ones only where a word or the value itself is longer", () => {
        assert.throws(
            () => load({ ...service({ replica: 3 }), "eks-platform:network": { nat: "two" } }),
            ({ message }: Error) => {
                const long = message.split("\n").filter((line) => line.length > 80 && !line.includes("received:"));
                assert.deepEqual(long, []);
                assert.match(message, /^ {4}allowed: {2}\S.*,\n {14}\S.*,\n {14}/m);
                return true;
            },
        );
    });

    it("is reported in the words of the keys, without a trace of the program", () => {
        assert.throws(
            () => load(network({ cidr: "10.0.0.0" })),
            ({ message }: Error) =>
                /^The configuration of the stack test has 1 fault; nothing was created\.$/m.test(message) &&
                /^ {2}eks-platform:network\.cidr$/m.test(message) &&
                !/ at .*\.ts/.test(message),
        );
    });
});
