import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";

const read = (path: string) => readFileSync(join(projectRoot(), path), "utf8");

describe("The page on writing a rule", () => {
    it("shows a rule as it is", () => {
        const page = read("docs/write-a-rule.md");
        const file = /`(policies\/rules\/[\w/-]+\.ts)`, is complete/.exec(page)?.[1];
        assert(file);
        assert(page.includes(`\`\`\`ts\n${read(file).trimEnd()}\n\`\`\``), `the page no longer shows ${file}`);
    });
});
