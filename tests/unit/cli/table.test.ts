import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { plainTable } from "../../../cli/output/table";

describe("A table", () => {
    it("has its columns side by side, whatever colours are in them, and no blanks at the ends of lines", () => {
        const table = plainTable(
            ["", "TOOL", "WHERE"],
            [
                ["\u001b[32mok\u001b[39m", "kube-apiserver", "cache"],
                ["\u001b[31mmissing\u001b[39m", "helm", ""],
            ],
        );
        assert.deepEqual(stripVTControlCharacters(table).split("\n"), [
            "         TOOL            WHERE",
            "ok       kube-apiserver  cache",
            "missing  helm",
        ]);
        assert.ok(table.includes("\u001b[32mok\u001b[39m       kube-apiserver"));
    });

    it("is its heading alone where there are no rows", () => {
        assert.equal(stripVTControlCharacters(plainTable(["NAME", "KIND"], [])), "NAME  KIND");
    });
});
