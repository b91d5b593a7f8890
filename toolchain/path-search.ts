import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Every executable of this name in the folders of a PATH, in order, each file once. */
export function findExecutables(name: string, searchPath: string): string[] {
    const found = new Map<string, string>();
    for (const folder of searchPath.split(delimiter)) {
        // A relative folder would make the answer depend on where the command was typed.
        if (!isAbsolute(folder)) {
            continue;
        }
        const path = join(folder, name);
        if (!isExecutable(path)) {
            continue;
        }
        const file = realpathSync(path);
        if (!found.has(file)) {
            found.set(file, path);
        }
    }
    return [...found.values()];
}

function isExecutable(path: string): boolean {
    try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
    } catch {
        return false;
    }
}
