import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";

describe("bin/register.cjs", () => {
    let clone: string;

    before(() => {
        clone = mkdtempSync(join(tmpdir(), "eks-platform-register-"));
        cpSync(join(projectRoot(), "bin"), join(clone, "bin"), { recursive: true });
        mkdirSync(join(clone, "node_modules"));
        symlinkSync(join(projectRoot(), "node_modules", "sucrase"), join(clone, "node_modules", "sucrase"));
        writeFileSync(join(clone, "hello.ts"), 'const text: string = "hello"; console.log(text);');
    });
    after(() => rmSync(clone, { recursive: true, force: true }));

    it("compiles a file once, and again when what it kept was spoilt", () => {
        const run = () =>
            execFileSync(process.execPath, ["--require", "./bin/register.cjs", "./hello.ts"], {
                cwd: clone,
                encoding: "utf8",
            });
        assert.equal(run(), "hello\n");
        const cache = join(clone, "node_modules", ".cache", "eks-platform");
        const [kept = ""] = readdirSync(cache).map((name) => join(cache, name));
        const compiled = readFileSync(kept, "utf8");
        for (const spoilt of [
            "",
            compiled.slice(0, compiled.length / 2),
            compiled.replace("hello", "HELLO"),
            "throw 1",
        ]) {
            writeFileSync(kept, spoilt);
            assert.equal(run(), "hello\n");
            assert.equal(readFileSync(kept, "utf8"), compiled);
        }
    });
});
