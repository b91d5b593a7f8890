import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endOrphanedEngines } from "./lock";
import { forgetSelection } from "./selection";

/** The process that owns a folder is part of its name, so that what a killed one left can be told from what is in use. */
const PREFIX = "eks-platform-preview-";

/**
 * A folder that goes away with this process, however it ends short of SIGKILL; what earlier processes had to leave goes
 * away, too.
 */
export async function temporaryDirectory(): Promise<string> {
    await removeOrphans();
    const directory = realpathSync(mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`)));
    process.once("exit", () => remove(directory));
    return directory;
}

async function removeOrphans(): Promise<void> {
    for (const name of readdirSync(tmpdir())) {
        const owner = new RegExp(`^${PREFIX}(\\d+)-\\w+$`).exec(name)?.[1];
        const directory = join(tmpdir(), name);
        if (owner === undefined || !isOurs(directory) || isRunning(Number(owner))) {
            continue;
        }
        try {
            await endOrphanedEngines(join(directory, "project"));
            remove(directory);
        } catch {
            // Somebody else removes it, or nobody can: it is in nobody's way.
        }
    }
}

/** The folder for temporary files is everybody's, and what another user left there is his. */
function isOurs(directory: string): boolean {
    const found = statSync(directory, { throwIfNoEntry: false });
    return found !== undefined && found.uid === process.getuid?.();
}

function remove(directory: string): void {
    // The lock stands beside the folder, and a process that leaves at once does not give it back.
    for (const left of [directory, `${directory}.lock`]) {
        rmSync(left, { recursive: true, force: true });
    }
    forgetSelection(join(directory, "project"));
}

function isRunning(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
