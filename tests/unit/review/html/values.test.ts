import assert from "node:assert/strict";
import { structuredPatch } from "diff";
import fc from "fast-check";
import { documentIn, documentText } from "../../../../review/views/html/values/documents";
import { lineDiff } from "../../../../review/views/html/values/line-diff";
import { ValueChange } from "../../../../review/views/html/values/value-change";

function markup(change: { readonly old?: unknown; readonly new?: unknown }): string {
    return String(ValueChange(change));
}

describe("A value before and after", () => {
    it("is short where it is short, and says where there was none", () => {
        assert.match(markup({ old: 3, new: 5 }), /<del>3<\/del>.*<ins>5<\/ins>/);
        assert.match(markup({ new: true }), /absent.*<ins>true<\/ins>/);
        assert.match(markup({ old: "", new: "x" }), /<del>\(empty\)<\/del>/);
        assert.match(markup({ old: null }), /<del>null<\/del>.*absent/);
    });

    it("shows of a policy only what means something else", () => {
        const statement = { Effect: "Allow", Action: ["s3:Get*", "s3:Put*"], Resource: "*" };
        const old = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
        const same = JSON.stringify(
            {
                Statement: [{ Resource: ["*"], Action: ["s3:Put*", "s3:Get*"], Effect: "Allow" }],
                Version: "2012-10-17",
            },
            null,
            4,
        );
        assert.match(markup({ old, new: same }), /The same values in another order or writing/);
        const more = JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ ...statement, Action: ["s3:Get*", "s3:Put*", "s3:Delete*"] }],
        });
        const lines = [
            ...markup({ old, new: more }).matchAll(/is-(old|new)"><span class="sign">.<\/span><code>([^<]*)/g),
        ];
        assert.deepEqual(
            lines.map(([, kind, text = ""]) => [kind, text.trim()]),
            [["new", "&quot;s3:Delete*&quot;,"]],
        );
    });

    it("keeps the order of lists whose order means something", () => {
        assert.equal(documentText({ command: ["b", "a"] }), '{\n  "command": [\n    "b",\n    "a"\n  ]\n}');
    });

    it("takes for a document what is one, and nothing else", () => {
        assert.deepEqual(documentIn(' {"a": 1}'), { a: 1 });
        for (const text of ["{", "3", '"a"', "[1", "a: 1", "", null, undefined, 7]) {
            assert.equal(documentIn(text), undefined);
        }
    });

    it("escapes what stands in it", () => {
        for (const value of ["<script>", "a\n<img src=x>\n", '{"a":"<b>"}', "<i>".repeat(60)]) {
            assert.doesNotMatch(markup({ old: "x", new: value }), /<(script|img|b|i)>/);
        }
    });
});

describe("A comparison line by line", () => {
    it("has every line of both texts but those that are the same and far from a difference", () => {
        const old = Array.from({ length: 40 }, (_, at) => `line ${at}`);
        const now = old.map((line, at) => (at === 20 ? "another" : line));
        assert.deepEqual(
            lineDiff(old.join("\n"), now.join("\n")).map(({ kind, text }) => `${kind} ${text}`),
            [
                "gap 17 unchanged lines",
                "same line 17",
                "same line 18",
                "same line 19",
                "old line 20",
                "new another",
                "same line 21",
                "same line 22",
                "same line 23",
                "gap 16 unchanged lines",
            ],
        );
    });

    it("leads from each text to the other", () => {
        const text = fc
            .array(fc.constantFrom("a", "b", "c", "", "d"), { maxLength: 30 })
            .map((lines) => lines.map((line) => `${line}\n`).join(""));
        fc.assert(
            fc.property(text, text, (old, now) => {
                const counts = { old: 0, new: 0 };
                for (const hunk of structuredPatch("a", "b", old, now).hunks) {
                    for (const line of hunk.lines) {
                        counts.old += line.startsWith("-") ? 1 : 0;
                        counts.new += line.startsWith("+") ? 1 : 0;
                    }
                }
                const lines = lineDiff(old, now);
                const number = (kind: string) => lines.filter((line) => line.kind === kind).length;
                return number("old") === counts.old && number("new") === counts.new;
            }),
        );
    });

    it("gives up on texts that differ in everything, and shows both", () => {
        const lines = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word} ${at}`).join("\n");
        assert.equal(lineDiff(lines("old"), lines("new")).length, 6_000);
    });
});
