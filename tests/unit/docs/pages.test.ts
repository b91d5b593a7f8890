import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { loadConfig, readStackFile } from "../../../components/config";
import { generatedFiles } from "../../../docs/generators/files";
import { ruleLists } from "../../../docs/generators/rule-lists";
import { projectRoot } from "../../../toolchain/paths";
import { anchors, blocks, listedPaths, PAGES, read } from "../../docs/pages";

/** Pages that say what is where, and the folder that they speak of. */
const FOLDERS = [
    ["docs/architecture.md", "."],
    ["simulator/README.md", "simulator"],
    ["providers/kubernetes/README.md", "providers/kubernetes"],
] as const;

/** Whether the file of a link exists and has its heading. */
function leadsSomewhere(page: string, link: string): boolean {
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? page : join(dirname(page), file);
    if (!existsSync(join(projectRoot(), target))) {
        return false;
    }
    return anchor === undefined || !target.endsWith(".md") || anchors(read(target)).has(anchor);
}

describe("The documentation", () => {
    for (const [path, content] of Object.entries({ ...generatedFiles(), ...ruleLists() })) {
        it(`has ${path} as the code generates it (npm run docs renews it)`, () => {
            assert.equal(read(path), content);
        });
    }

    for (const page of PAGES) {
        it(`has no dead link in ${page}`, () => {
            const links = [...read(page).matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? "");
            const dead = links.filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(page, link));
            assert.deepEqual(dead, []);
        });
    }

    for (const [page, folder] of FOLDERS) {
        it(`lists files that exist in ${page}`, () => {
            const listed = listedPaths(read(page));
            assert.ok(listed.length >= 5);
            assert.deepEqual(
                listed.filter((path) => !existsSync(join(projectRoot(), folder, path))),
                [],
            );
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
            const settings = { config: { "eks-platform:cluster": { kind: "embedded" }, ...config } };
            // What stands in quotes, such as a day, has to stay in them.
            writeFileSync(file, stringify(settings, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }));
            assert.doesNotThrow(() => loadConfig(readStackFile(file, "example")), page);
        }
        rmSync(folder, { recursive: true });
    });
});
