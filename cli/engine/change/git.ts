import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { UserError } from "../../errors";

/** What tells git of another repository than the one of the folder that it is asked in, as within a hook. */
const FOREIGN =
    /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|CONFIG.*)$/;

/** What git said, and whether it could do what it was asked. */
export interface GitResult {
    readonly ok: boolean;
    readonly output: string;
    /** Its first words on standard error, without the prefix. */
    readonly complaint: string;
}

/**
 * Asks git about a folder. Nothing is locked and nothing of the user's is written: not even the index is refreshed.
 *
 * @param environment added to that of this process. @default nothing
 * @throws UserError where there is no git
 */
export async function git(
    folder: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
): Promise<GitResult> {
    const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    const child = spawn("git", ["-c", "core.fsmonitor=false", ...args], {
        cwd: folder,
        env: {
            ...Object.fromEntries(own),
            GIT_OPTIONAL_LOCKS: "0",
            GIT_TERMINAL_PROMPT: "0",
            LC_ALL: "C",
            ...environment,
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    try {
        const [output, errors, code] = await Promise.all([
            text(child.stdout),
            text(child.stderr),
            new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve)),
        ]);
        const [complaint = ""] = errors.trim().split("\n");
        return { ok: code === 0, output, complaint: complaint.replace(/^(fatal|error): /, "") };
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
            throw error;
        }
        throw new UserError(
            "--since compares with a revision of this repository, and there is no git on this machine.\n" +
                "Next step: install git, or leave --since out to preview the whole stack.",
        );
    }
}
