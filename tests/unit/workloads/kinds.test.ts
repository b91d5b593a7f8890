import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { KIND_NAMES, KINDS } from "../../../components/workloads/kinds";
import { projectRoot } from "../../../toolchain/paths";

/** Folders whose code must not tell kinds apart: what depends on one stands in its definition. */
const FOLDERS = ["components", "cli"];
const KINDS_FOLDER = join("components", "workloads", "kinds");

function* sources(folder: string): Generator<string> {
    for (const entry of readdirSync(join(projectRoot(), folder), { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
            yield* sources(path);
        } else if (path.endsWith(".ts")) {
            yield path;
        }
    }
}

describe("The kinds of service", () => {
    it("are told apart by their definitions alone", () => {
        const name = `["'\`](${KIND_NAMES.join("|")})["'\`]`;
        const asked = new RegExp(`([=!]==?|\\bcase)\\s*${name}|${name}\\s*[=!]==?`);
        const files = FOLDERS.flatMap((folder) => [...sources(folder)]).filter(
            (path) =>
                relative(KINDS_FOLDER, path).startsWith("..") &&
                asked.test(readFileSync(join(projectRoot(), path), "utf8")),
        );
        assert.deepEqual(files, []);
    });

    it("have a section each on the page on services", () => {
        const page = readFileSync(join(projectRoot(), "docs", "services.md"), "utf8");
        for (const kind of KIND_NAMES) {
            assert.match(page, new RegExp(`^## kind: ${kind}$`, "m"));
        }
    });

    it("have component types of their own", () => {
        const types = Object.values(KINDS).map(({ componentType }) => componentType);
        assert.equal(new Set(types).size, types.length);
    });
});
