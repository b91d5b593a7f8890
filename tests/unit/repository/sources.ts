import { readdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";

/** The project's own folders. */
const FOLDERS = readdirSync(projectRoot(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith("."))
    .map(({ name }) => name);

/** The paths of the project's own sources below its root. */
export const SOURCES: readonly string[] = ["index.ts", ...FOLDERS.flatMap(filesIn)];

function filesIn(folder: string): readonly string[] {
    const names = readdirSync(join(projectRoot(), folder), { recursive: true, encoding: "utf8" });
    return names.filter((name) => /\.[cm]?[jt]sx?$/.test(name)).map((name) => join(folder, name));
}
