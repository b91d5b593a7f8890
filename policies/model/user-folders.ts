import { resolve } from "node:path";

/** The engine may start a pack in the pack's folder; the environment still tells where the user is. */
export function userFolders(): readonly string[] {
    return ["", process.env.PWD ?? ""];
}

/** The paths that a path of the user's may stand for, the likeliest first. */
export function userPaths(path: string): readonly string[] {
    return [...new Set(userFolders().map((folder) => resolve(folder, path)))];
}
