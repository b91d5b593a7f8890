import assert from "node:assert/strict";
import { markdownReport } from "../../../policies/report/markdown";
import { toReport } from "../../../policies/report/report";
import { HOSTILE, judged, raw, sampleAdvice } from "./sample";

describe("a Markdown report", () => {
    const text = (...args: Parameters<typeof toReport>) => [...markdownReport(toReport(...args))].join("");
    const web = raw("web", "web.yaml", 10);

    it("says in its first line how many violations there are", () => {
        assert.equal(text([], [web], [], "-"), "**0 violations, 0 advice in 1 resource (1 file)**\n");
        assert.match(
            text([judged(web)], [web], [], "-"),
            /^\*\*1 violation, 0 advice in 1 of 1 resource \(1 file\)\*\*\n/,
        );
    });

    it("has one row for each rule, mandatory ones first, and one fold with every finding", () => {
        const shown = text([judged(web, sampleAdvice), judged(web), judged(web)], [web], [], "-");
        const rows = shown.split("\n").filter((line) => line.startsWith("| `"));
        assert.deepEqual(rows, [
            "| `psa-privileged` | mandatory | critical | 2 |",
            "| `single-replica` | advisory | low | 1 |",
        ]);
        assert.equal(shown.match(/<details>/g)?.length, 2);
        assert.equal(shown.match(/<\/details>/g)?.length, 2);
        assert.equal(shown.match(/^- `Deployment shop\/web` in `web\.yaml:14`: `spec\./gm)?.length, 3);
    });

    it("gives hostile names and messages no meaning", () => {
        const hostile = raw(HOSTILE, HOSTILE, 1);
        const message = "@team <script> [x](https://evil.example) #12 `a` |";
        const [line = ""] = text([judged(hostile, undefined, message)], [hostile], [], "-").match(/^- .*$/gm) ?? [];
        const withoutCode = line.replace(/(?<!\\)(`+)(?!`).*?[^`]\1(?!`)/g, "");
        assert.doesNotMatch(withoutCode, /@[a-z]|<|(?<!&)#\d|https?:\/\/|(?<!\\)[`|[\]]/);
        assert.doesNotMatch(line, /\p{Cc}/u);
    });

    it("fits into a comment, and says how much it leaves out", () => {
        const many = Array.from({ length: 5_000 }, (_, index) => judged(raw(`web-${index}`, "web.yaml", index + 1)));
        const shown = text(many, [web], [], "-");
        assert.ok(shown.length < 65_536, `${shown.length} characters`);
        const listed = shown.match(/^- /gm)?.length ?? 0;
        assert.match(shown, new RegExp(`\n${5_000 - listed} findings more: `));
        assert.equal(shown.match(/<details>/g)?.length, shown.match(/<\/details>/g)?.length);
    });
});
