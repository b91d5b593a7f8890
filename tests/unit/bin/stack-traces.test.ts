import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../toolchain/paths";

const ROOT = projectRoot();

/** Throws on its line 22, after all that a compiler could make shorter or longer. */
const THROWER = `import type { Server } from "node:net";
import {
    basename,
    join,
} from "node:path";

/** Nothing of this is left when it runs. */
interface Options {
    readonly server?: Server;
    readonly name: string;
}

type Names = readonly (
    | "a"
    | "b"
)[];

export class Thrower {
    constructor(private readonly options: Options, readonly names: Names = []) {}

    fail<T extends string>(text: T): never {
        throw new TypeError(\`\${text} of \${basename(this.options.name)}\` satisfies string);
    }
}

new Thrower({ name: join("a", "b") }, ["a"]).fail("fault");
`;
const LINE = 22;

/** The line of a file that the newest frame of a printed trace names. */
function lineOf(file: string, trace: string): number | undefined {
    const frames = trace.split("\n").filter((line) => /^\s+at /.test(line) && line.includes(file));
    const [, line] = /:(\d+):\d+\)?$/.exec(frames[0] ?? "") ?? [];
    return line === undefined ? undefined : Number(line);
}

/** The lines of a text on which something is thrown. */
function throwLines(text: string): number[] {
    return text.split("\n").flatMap((line, index) => (/\bthrow new\b/.test(line) ? [index + 1] : []));
}

describe("A stack trace", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "stack-traces-"));
        writeFileSync(join(folder, "thrower.ts"), THROWER);
    });
    after(() => rmSync(folder, { recursive: true }));

    const traceOf = (args: readonly string[], cwd = ROOT) => {
        const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
        assert.notEqual(status, 0);
        assert.match(stderr, /fault of b/);
        return stderr;
    };

    it("names the line of a test", () => {
        const own = readFileSync(__filename, "utf8").split("\n");
        const line = own.findIndex((text) => text.endsWith("// this line")) + 1;
        const { stack = "" } = new Error("fault"); // this line
        assert.equal(lineOf(__filename, stack), line);
    });

    it("names the line of what the command line runs", () => {
        const file = join(folder, "thrower.ts");
        assert.equal(lineOf(file, traceOf([join("bin", "run.mjs"), file])), LINE);
    });

    it("names the line of a program that the engine's language host runs", () => {
        const { runtime } = parse(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8"));
        const file = join(folder, "thrower.ts");
        assert.equal(lineOf(file, traceOf([...runtime.options.nodeargs.split(" "), file])), LINE);
    });

    it("names the line of a policy pack", () => {
        const pack = join(folder, "pack");
        mkdirSync(pack);
        writeFileSync(join(pack, "PulumiPolicy.yaml"), readFileSync(join(ROOT, "policies", "PulumiPolicy.yaml")));
        writeFileSync(join(pack, "package.json"), JSON.stringify({ name: "pack", version: "1.0.0", main: "main.cjs" }));
        const required = [join(ROOT, "bin", "register.cjs"), join(folder, "thrower.ts")];
        writeFileSync(join(pack, "main.cjs"), required.map((file) => `require(${JSON.stringify(file)});`).join("\n"));
        const runner = `require(${JSON.stringify(join(ROOT, "node_modules/@pulumi/pulumi/cmd/run-policy-pack"))})`;
        const args = ["--eval", runner, "--", "run-policy-pack", "127.0.0.1:1", ".", "-typescript=false"];
        assert.equal(lineOf(join(folder, "thrower.ts"), traceOf(args, pack)), LINE);
    });

    it("can name the line of every error of this project: compiling moves none", () => {
        const compile = Object.getOwnPropertyDescriptor(Reflect.get(Module, "_extensions"), ".ts")?.value;
        const folders = ["components", "policies", "simulator", "providers", "cli", "local", "toolchain", "core"];
        const files = folders.flatMap((name) =>
            readdirSync(join(ROOT, name), { recursive: true, encoding: "utf8" })
                .filter((file) => file.endsWith(".ts"))
                .map((file) => join(ROOT, name, file)),
        );
        assert.ok(files.length > 300);
        let errors = 0;
        for (const file of files) {
            const source = readFileSync(file, "utf8");
            const _compile = (compiled: string) => assert.deepEqual(throwLines(compiled), throwLines(source), file);
            compile({ _compile }, file);
            errors += throwLines(source).length;
        }
        assert.ok(errors > 50);
    });
});
