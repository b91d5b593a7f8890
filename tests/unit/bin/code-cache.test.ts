import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
    cpSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";

/** Throws on its first line, in the column that a wrapper around the module would move. */
const THROWER = `exports.fail = () => { throw new Error("thrown"); };\n`;

const MAIN = `
import { extname } from "node:path";
import { text } from "./part";

const { fail } = require("./thrower.js");

async function main(): Promise<void> {
    const { word } = await import("./module.mjs");
    const own = extname(require.resolve("./part"));
    try {
        fail();
    } catch (error) {
        console.log([text, word, own, require("esm").word, require("./data.json").word, (error as Error).stack].join(" "));
    }
}

void main();
`;

describe("bin/code-cache.cjs", () => {
    let clone: string;

    beforeEach(() => {
        clone = mkdtempSync(join(tmpdir(), "eks-platform-code-cache-"));
        cpSync(join(projectRoot(), "bin"), join(clone, "bin"), { recursive: true });
        mkdirSync(join(clone, "node_modules", "esm"), { recursive: true });
        symlinkSync(join(projectRoot(), "node_modules", "sucrase"), join(clone, "node_modules", "sucrase"));
        const esm = join(clone, "node_modules", "esm");
        writeFileSync(join(esm, "package.json"), JSON.stringify({ name: "esm", type: "module", main: "index.js" }));
        writeFileSync(join(esm, "index.js"), 'export const word = "esm";');
        writeFileSync(join(clone, "main.ts"), MAIN);
        writeFileSync(join(clone, "module.mjs"), 'export const word = "imported";');
        writeFileSync(join(clone, "data.json"), '{ "word": "data" }');
        writeFileSync(join(clone, "thrower.js"), THROWER);
        writePart("first");
    });
    afterEach(() => rmSync(clone, { recursive: true, force: true }));

    function writePart(word: string): void {
        writeFileSync(join(clone, "part.ts"), `export const text: string = "${word}";`);
    }

    function run(environment: Record<string, string> = {}): string {
        const script = `
            require("./bin/register.cjs");
            require("./bin/code-cache.cjs").useCodeCache("main");
            require("./main.ts");
        `;
        const { stdout, stderr } = spawnSync(process.execPath, ["--no-warnings", "--eval", script], {
            cwd: clone,
            encoding: "utf8",
            env: { ...process.env, EKS_PLATFORM_PLAIN_SDK: "", ...environment },
        });
        assert.equal(stderr, "");
        // Frames of Node.js are others where it compiles itself.
        return stdout
            .split("\n")
            .filter((line) => !/node:internal|bin.(register|code-cache)/.test(line))
            .join("\n");
    }

    /** The file in which the code is kept. */
    function kept(): string {
        const folder = join(clone, "node_modules", ".cache", "eks-platform");
        const [name = ""] = readdirSync(folder).filter((file) => file.endsWith(".code"));
        return join(folder, name);
    }

    it("changes nothing of what a program does, and of the lines and columns of its traces", () => {
        const plain = run({ EKS_PLATFORM_PLAIN_SDK: "true" });
        assert.match(plain, /^first imported \.ts esm data Error: thrown\n {4}at .*thrower\.js:1:30\)/);
        assert.equal(run(), plain);
        const { ino } = statSync(kept());
        assert.equal(run(), plain);
        assert.equal(statSync(kept()).ino, ino, "the second run had something to compile");
    });

    it("counts for one content of a source, whatever its size and time", () => {
        run();
        const part = join(clone, "part.ts");
        const { atime, mtime } = statSync(part);
        writePart("other");
        utimesSync(part, atime, mtime);
        assert.match(run(), /^other /);
        writePart("first");
        assert.match(run(), /^first /);
    });

    it("is made again when what it kept was spoilt", () => {
        const plain = run();
        const whole = readFileSync(kept());
        const changed = Buffer.from(whole);
        changed[whole.length - 100] = (changed[whole.length - 100] ?? 0) ^ 1;
        for (const spoilt of [Buffer.alloc(0), whole.subarray(0, 20), whole.subarray(0, whole.length / 2), changed]) {
            writeFileSync(kept(), spoilt);
            assert.equal(run(), plain);
            const { ino } = statSync(kept());
            assert.equal(run(), plain);
            assert.equal(statSync(kept()).ino, ino);
        }
    });
});
