import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";

/** A copy of some folders of the project, in which a test forgets something and looks who notices. */
export class ScratchCopy {
    readonly root = mkdtempSync(join(tmpdir(), "eks-platform-scratch-"));

    constructor(folders: readonly string[]) {
        for (const folder of [...folders, "bin", "package.json", ".mocharc.json", "tsconfig.json"]) {
            cpSync(join(projectRoot(), folder), join(this.root, folder), { recursive: true });
        }
        symlinkSync(join(projectRoot(), "node_modules"), join(this.root, "node_modules"));
    }

    path(...parts: readonly string[]): string {
        return join(this.root, ...parts);
    }

    /** Runs the copy's tests of a file, or of those whose title has the text, and gives what they print. */
    test(file: string, title = ""): { readonly passes: boolean; readonly output: string } {
        const mocha = join(this.root, "node_modules", "mocha", "bin", "mocha.js");
        const { status, stdout, stderr } = this.run(mocha, file, ...(title === "" ? [] : ["-f", title]));
        return { passes: status === 0, output: stdout + stderr };
    }

    /** Runs Node.js in the copy. */
    run(...args: readonly string[]) {
        const env = { ...process.env, NO_COLOR: "1" };
        return spawnSync(process.execPath, args, { cwd: this.root, encoding: "utf8", maxBuffer: 2 ** 26, env });
    }

    close(): void {
        rmSync(this.root, { recursive: true, force: true });
    }
}
