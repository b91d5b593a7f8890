import assert from "node:assert/strict";
import { faultLines, loadFiles, loadText, typesOf } from "./support";

/** What one document of YAML says in `data`. */
async function readData(yaml: string): Promise<unknown> {
    const { resources, faults } = await loadText(`apiVersion: example.com/v1\nkind: Thing\ndata: ${yaml}\n`);
    assert.deepEqual(faults, []);
    return resources[0]?.props.data;
}

describe("Manifests", () => {
    it("are read document by document, comments and empty documents left out", async () => {
        const loaded = await loadText(
            [
                "# nothing yet\n---",
                "---\n# still nothing",
                "---\napiVersion: v1\nkind: Pod",
                "--- # the next\r\napiVersion: apps/v1\r\nkind: Deployment\r",
                "...\n---\napiVersion: example.com/v1alpha1\nkind: Thing\n...",
                "",
            ].join("\n"),
        );
        assert.deepEqual(faultLines(loaded), []);
        assert.deepEqual(typesOf(loaded), [
            "kubernetes:core/v1:Pod",
            "kubernetes:apps/v1:Deployment",
            "kubernetes:example.com/v1alpha1:Thing",
        ]);
    });

    it("may begin with a byte order mark and a directive", async () => {
        const loaded = await loadText("\uFEFF%YAML 1.1\n---\napiVersion: v1\nkind: Pod\n");
        assert.deepEqual([typesOf(loaded), faultLines(loaded)], [["kubernetes:core/v1:Pod"], []]);
    });

    it("may be JSON, one value after the other", async () => {
        const loaded = await loadFiles({
            "a.json":
                '{"apiVersion":"v1","kind":"Pod"}\n{"apiVersion":"v1","kind":"Secret","data":{"a":"}{\\""}}{"apiVersion":"v1","kind":"Service"}',
        });
        assert.deepEqual(faultLines(loaded), []);
        assert.deepEqual(
            typesOf(loaded),
            ["Pod", "Secret", "Service"].map((kind) => `kubernetes:core/v1:${kind}`),
        );
    });

    it("of the kind List are their members, those of a typed list stay together", async () => {
        const loaded = await loadText(
            [
                "apiVersion: v1\nkind: List\nitems:",
                "- {apiVersion: v1, kind: Pod}",
                "- {apiVersion: v1, kind: List, items: [{apiVersion: apps/v1, kind: Deployment}]}",
                "---\napiVersion: v1\nkind: PodList\nitems: [{}]",
            ].join("\n"),
        );
        assert.deepEqual(typesOf(loaded), [
            "kubernetes:core/v1:Pod",
            "kubernetes:apps/v1:Deployment",
            "kubernetes:core/v1:PodList",
        ]);
    });

    for (const [yaml, value] of [
        ["yes", true],
        ["Off", false],
        ["y", true],
        ["~", null],
        ["0644", 420],
        ["0o17", 15],
        ["0x1F", 31],
        ["0XFF", 255],
        ["._5", "._5"],
        ["1e400", "1e400"],
        ["!!binary aGk=", "hi"],
        ["!!timestamp 2001-12-14", "2001-12-14"],
        ["-0b11", -3],
        ["1_000", 1000],
        ["089", 89],
        [".5", 0.5],
        ["1e3", 1000],
        ["1.5e-1", 0.15],
        ["2001-12-14", "2001-12-14"],
        ["190:20:30", "190:20:30"],
        ["1.2.3", "1.2.3"],
        ["100m", "100m"],
        ['"yes"', "yes"],
        ["!!str 5", "5"],
        ["!Ref web", "web"],
        ["{a: &x {b: 1}, c: {<<: *x, d: 2}}", { a: { b: 1 }, c: { b: 1, d: 2 } }],
        ["{1: a, true: b}", { "1": "a", true: "b" }],
        ["|\n  --- no mark\n  b", "--- no mark\nb\n"],
        ["{__proto__: {a: 1}}", JSON.parse('{"__proto__":{"a":1}}')],
    ] as const) {
        it(`read ${JSON.stringify(yaml)} as Kubernetes does`, async () => {
            assert.deepEqual(await readData(yaml), value);
        });
    }
});
