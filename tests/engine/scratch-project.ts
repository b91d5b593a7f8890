import { execFileSync } from "node:child_process";
import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";

/** Makes a copy of the project whose only commit, on main, is what is checked out here; tests then change its working tree. */
export function scratchProject(folder: string): string {
    const project = join(folder, "project");
    cpSync(projectRoot(), project, {
        recursive: true,
        filter: (path) => !/\/(node_modules|\.git|\.platform|tests)$/.test(path),
    });
    symlinkSync(join(projectRoot(), "node_modules"), join(project, "node_modules"));
    const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    const git = (...args: readonly string[]) =>
        execFileSync("git", ["-C", project, ...identity, ...args], { stdio: "pipe" });
    git("init", "--quiet", "--initial-branch", "main");
    writeFileSync(join(project, ".git", "info", "exclude"), "node_modules\n");
    git("add", "-A");
    git("commit", "--quiet", "--message", "base");
    return project;
}
