/** Loads a module of this folder, by its path from here, only when a command needs it: the engine and the SDK are the slowest part of a start. */
export function load<Module>(path: string): Module {
    return require(path);
}
