import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { loadConfig, readStackFile } from "../../../components/config";
import { generatedPages } from "../../../docs/generators/pages";
import { projectRoot } from "../../../toolchain/paths";
import { blocks, PAGES, read } from "../../docs/pages";

describe("The documentation", () => {
    for (const [path, content] of Object.entries(generatedPages())) {
        it(`has ${path} as the code generates it (npm run docs renews it)`, () => {
            assert.equal(read(path), content);
        });
    }

    for (const page of PAGES) {
        it(`has no dead link in ${page}`, () => {
            const links = [...read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? "");
            const dead = links.filter(
                (link) => !/^[a-z]+:/.test(link) && !existsSync(join(projectRoot(), dirname(page), link)),
            );
            assert.deepEqual(dead, []);
        });
    }

    it("shows stack files that the loader accepts", () => {
        const examples = PAGES.flatMap((page) => blocks(read(page), "yaml").map((text) => ({ page, text })))
            .map(({ page, text }) => ({ page, config: parse(text)?.config ?? parse(text) }))
            .filter(({ config }) => Object.keys(config ?? {}).every((key) => key.startsWith("eks-platform:")));
        assert.ok(examples.length >= 3);
        const folder = mkdtempSync(join(tmpdir(), "docs-"));
        for (const { page, config } of examples) {
            const file = join(folder, "Pulumi.example.yaml");
            writeFileSync(file, stringify({ config: { "eks-platform:cluster": { kind: "embedded" }, ...config } }));
            assert.doesNotThrow(() => loadConfig(readStackFile(file, "example")), page);
        }
        rmSync(folder, { recursive: true });
    });
});
