import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Tool } from "../../policies/report/sarif-rules";
import { projectRoot } from "../../toolchain/paths";

/** This program, as a log of code scanning names what wrote it. */
export function tool(): Tool {
    return JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8"));
}

/** The repository's root, since that is where code scanning looks for files; else the folder itself. */
export function repositoryRoot(folder: string): string {
    for (let path = folder; ; path = dirname(path)) {
        if (existsSync(join(path, ".git"))) {
            return path;
        }
        if (path === dirname(path)) {
            return folder;
        }
    }
}
