import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";
import { misnamed } from "./constant-naming";
import { SOURCES } from "./sources";

describe("The names of a module's constants", () => {
    it("say everywhere whether they hold data or stand for a thing", () => {
        const found = SOURCES.flatMap((file) =>
            misnamed(file, readFileSync(join(projectRoot(), file), "utf8")).map(
                ({ name, naming }) => `${file}: ${name} is to be written in ${naming}`,
            ),
        );
        assert.deepEqual(found, []);
    });

    const data: readonly string[] = [
        "const name = 5_000",
        "const name = `a`",
        "const name = 60 * 1000",
        "const name = /a/",
        "const name = ['a']",
        "const name = { a: 1 }",
        "const name: Thing = { a: 1 }",
        "export const name = { a: 1 } as const",
        "export const name = { a: make() } as const satisfies Readonly<Record<string, Thing>>",
        "export const name = new Map([['a', 1]])",
        "const name = new RegExp(`a`)",
    ];
    for (const source of data) {
        it(`are in CONSTANT_CASE for data: ${source}`, () => {
            assert.deepEqual(misnamed("a.ts", source), [{ name: "name", naming: "CONSTANT_CASE" }]);
            assert.deepEqual(misnamed("a.ts", source.replace("name", "NAME_2")), []);
        });
    }

    const things: readonly string[] = [
        "const NAME = () => 1",
        "const NAME = z.string().min(1)",
        "export const NAME = { a: z.string() }",
        "const NAME = new Map<string, number>()",
        "export const NAME: Thing = { a: 1 }",
        "export const NAME = { a: 1 } as const satisfies Thing",
    ];
    for (const source of things) {
        it(`are in camelCase for what is no data: ${source}`, () => {
            assert.deepEqual(misnamed("a.ts", source), [{ name: "NAME", naming: "camelCase" }]);
            assert.deepEqual(misnamed("a.ts", source.replace("NAME", "nameOfIt")), []);
        });
    }

    it("are free for what the syntax does not tell", () => {
        assert.deepEqual(
            misnamed("a.ts", "const a = make(); const B = make(); const c = new Thing(); const D = a;"),
            [],
        );
    });
});
