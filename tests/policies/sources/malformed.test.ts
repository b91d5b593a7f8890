import assert from "node:assert/strict";
import fc from "fast-check";
import { readContent } from "../../../policies/sources/content";
import { faultLines, loadFiles, loadText, typesOf } from "./support";

const POD = "apiVersion: v1\nkind: Pod\n";

/** A bomb: nine levels of nine aliases each. */
const BOMB = Array.from({ length: 9 }, (_, level) => {
    const items = level === 0 ? "x" : Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ");
    return `a${level}: &a${level} [${items}]`;
}).join("\n");

describe("A malformed document", () => {
    for (const [what, document, line, message] of [
        ["is not closed", "a: [1\n", 4, /not valid YAML/],
        ["is indented by a tab", "a:\n\tb: 1\n", 5, /not valid YAML/],
        ["names an anchor that is not there", "a: 1\nb: *nowhere\n", 5, /unidentified alias/],
        ["contains itself", "a: 1\nb: &b\n- *b\n", 6, /contains itself/],
        ["contains itself in a merge", "a: &a\n  <<: *a\n  b: *a\n", 5, /contains itself/],
        ["repeats itself without end", `${BOMB}\n`, 5, /repeats too much/],
        ["is nested too deep", `a: ${"[".repeat(100_000)}\n`, 4, /nesting exceeded/],
        ["is a template", "kind: Pod\nname: {{ .Values.name }}\n", 5, /template of a Helm chart/],
        [
            "is a template from its first line on",
            "{{- if .Values.on }}\nkind: Pod\n{{- end }}\n",
            4,
            /template of a Helm chart/,
        ],
        ["is a list", "- 1\n", 4, /the document is no object/],
        ["is a text", "hello\n", 4, /the document is no object/],
        ["has no kind", "# a\napiVersion: v1\n", 5, /kind is missing/],
        ["has no apiVersion", "kind: Pod\n", 4, /apiVersion is missing/],
        ["has a number for a kind", "apiVersion: v1\nkind: 5\n", 4, /kind is missing/],
        ["has a path for a kind", "apiVersion: v1\nkind: ../../x\n", 4, /kind is missing/],
        ["has a tag that its scalar is not", "a: !!int x\n", 4, /not valid YAML: cannot resolve/],
        ["is a List of no list", "apiVersion: v1\nkind: List\nitems: x\n", 4, /no list/],
        ["has a null byte", "a: 1\nb: \0\n", 5, /not valid YAML/],
    ] as const) {
        it(`that ${what} is a fault with its line, and the rest is judged`, async () => {
            const loaded = await loadText(`${POD}---\n${document}---\n${POD}`);
            assert.deepEqual(typesOf(loaded), ["kubernetes:core/v1:Pod", "kubernetes:core/v1:Pod"]);
            assert.equal(loaded.faults.length, 1);
            assert.match(faultLines(loaded)[0] ?? "", message);
            assert.deepEqual([loaded.faults[0]?.file, loaded.faults[0]?.line], ["all.yaml", line]);
            assert.notEqual(loaded.faults[0]?.next, "");
        });
    }

    it("that is not UTF-8 is a fault at its first bad byte, and the rest is judged", async () => {
        const bad = Buffer.concat([Buffer.from("a: ä\nb: "), Buffer.from([0xe4, 0x0a])]);
        const loaded = await loadText(
            Buffer.concat([Buffer.from(`${POD}---\n`), bad, Buffer.from(`---\n${POD}# ä\n`)]),
        );
        assert.deepEqual(faultLines(loaded), ["5: the document is not UTF-8 text"]);
        assert.equal(loaded.faults[0]?.column, 4);
        assert.equal(loaded.resources.length, 2);
    });

    it("that is JSON and nested too deep is a fault", async () => {
        const loaded = await loadText(`{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}\n---\n${POD}`);
        assert.match(faultLines(loaded).join(), /^1: .*nest/);
        assert.equal(loaded.resources.length, 1);
        const alone = await loadText(`\n{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}\n`);
        assert.match(faultLines(alone).join(), /^\d: .*nest/);
    });

    it("with a key twice is a fault at the second, and is judged by it as kubectl would apply it", async () => {
        const loaded = await loadText(`${POD}spec:\n  hostNetwork: false\n  "hostNetwork": true\n  args: [\n  ]\n`);
        assert.match(
            faultLines(loaded).join(),
            /^5: the document has a key twice in one object; kubectl takes the last/,
        );
        assert.deepEqual(loaded.resources[0]?.props.spec, { hostNetwork: true, args: [] });
    });

    it("that is JSON with a key twice in one object is a fault at the second", async () => {
        const loaded = await loadFiles({
            "a.json":
                '{"apiVersion": "v1", "kind": "Pod", "a": [{"b": "{\\""}, {"b": 2}],\n"sp\\u0065c": {}, "spec": {}}',
        });
        assert.deepEqual(faultLines(loaded), [
            "2: the document has a key twice in one object; kubectl takes the last, and other tools refuse it",
        ]);
        assert.equal(loaded.faults[0]?.column, 18);
    });

    it("may hold a star and a million values without being one", async () => {
        const values = "1, ".repeat(1_000_001);
        assert.deepEqual(faultLines(await loadText(`${POD}data: ["*", ${values}]\n`)), []);
    });

    it("never shows its text in a fault", async () => {
        const loaded = await loadText(
            'password: *hunter2\n---\na: "hunter2\n---\nb: !!hunter2 x\nhunter2: [hunter2, }\n---\nhunter2\n',
        );
        assert.equal(loaded.faults.length, 4);
        assert.doesNotMatch(faultLines(loaded).slice(0, 2).join(), /hunter2/);
    });

    it("that begins with a byte order mark is read, as where two files were joined", async () => {
        const loaded = await loadText(`\uFEFF${POD}---\n\uFEFF${POD}---\n\uFEFF${POD}a: [\n`);
        assert.deepEqual([typesOf(loaded).length, faultLines(loaded).length], [2, 1]);
        assert.match(faultLines(loaded).join(), /^9: .*not valid YAML/);
    });

    it("in UTF-16 is told as such", async () => {
        const loaded = await loadText(Buffer.from(`\uFEFF${POD}`, "utf16le"));
        assert.deepEqual(faultLines(loaded), ["1: the file is UTF-16 text"]);
    });

    it("in a List is a fault at the member", async () => {
        const loaded = await loadText(`apiVersion: v1\nkind: List\nitems:\n- 5\n- {apiVersion: v1, kind: Pod}\n- {}\n`);
        assert.deepEqual(
            loaded.faults.map(({ line }) => line),
            [4, 6],
        );
        assert.deepEqual(typesOf(loaded), ["kubernetes:core/v1:Pod"]);
    });

    it("is a fault in one file, and other files are judged", async () => {
        const loaded = await loadFiles({
            "a.yaml": `${POD}a: [`,
            "b.json": '{"apiVersion": "v1", "kind":',
            "c.yml": POD,
        });
        assert.deepEqual(
            loaded.faults.map(({ file }) => file),
            ["a.yaml", "b.json"],
        );
        assert.equal(loaded.resources.length, 1);
    });
});

describe("Any bytes at all", () => {
    const words = fc.constantFrom(
        ..."apiVersion: v1|kind: Pod|kind: List|items:|---|...|\n|\n|\n  |- |{|}|[|]|&a |*a|<<: *a|: |\"|'|\t|#|\uFEFF|| |>|!|%|\0|{{|spec:|metadata:|containers:|5".split(
            "|",
        ),
        '{"deployment":{"resources":[',
        '{"steps":[',
        '{"sequence":1,"timestamp":2}\n',
    );

    it("are read without an error", () => {
        fc.assert(
            fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
                const { resources } = readContent("x", Buffer.from(parts.join("")));
                for (const { origin } of resources) {
                    assert(Number(origin?.locate("spec.containers[0].image").line) > 0);
                }
            }),
            { numRuns: 2000 },
        );
        fc.assert(
            fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
                readContent("x", Buffer.from(bytes));
            }),
        );
    });

    it("that are JSON are read without an error", () => {
        const shape = fc.oneof(
            fc.json(),
            fc
                .record({ version: fc.constantFrom(3, 4, "x"), deployment: fc.jsonValue() })
                .map((v) => JSON.stringify(v)),
            fc
                .record({ deployment: fc.record({ resources: fc.array(fc.jsonValue()) }), version: fc.constant(3) })
                .map((v) => JSON.stringify(v)),
            fc.record({ steps: fc.array(fc.record({ newState: fc.jsonValue() })) }).map((v) => JSON.stringify(v)),
        );
        fc.assert(
            fc.property(shape, (text) => {
                readContent("x", Buffer.from(text));
            }),
        );
    });
});
