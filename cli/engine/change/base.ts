import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { withoutMarks } from "../../../core/engine/plain-text";
import { projectRoot } from "../../../toolchain/paths";
import type { Note } from "../../notes";
import { Progress } from "../../output/progress";
import { type Departure, exitCodeOf, onDeparture } from "../departure";
import { abandonable } from "../interrupt";
import { stackFile } from "../project-copy";
import { temporaryDirectory } from "../temporary-directory";
import { checkOut } from "./checkout";
import { providePackages } from "./packages";
import { type BaseRevision, baseRevision, type NoBase, repositoryOf } from "./revision";
import { startUpdate, type UpdateJob } from "./update";

/** A stack as a revision makes it, in a world of its own. */
export interface Base extends BaseRevision {
    /** Folder with the state and the world. */
    readonly directory: string;
    /** The stack's settings there. */
    readonly settings: string;
    /** The project there. */
    readonly root: string;
}

/**
 * Brings a stack up as a revision has it: its program and its settings, on the command line and the simulator of this clone. All
 * of it lies in folders that go away with this process.
 *
 * @param since a revision; `true` for where HEAD left the default branch
 * @param configFile the stack's settings. @default Pulumi.<stack>.yaml
 * @throws UserError where the revision cannot be had
 */
export async function makeBase(
    stack: string,
    since: string | true,
    { configFile, note }: { readonly configFile?: string | undefined; readonly note: Note },
): Promise<Base | NoBase> {
    const repository = await repositoryOf(projectRoot());
    const revision = await baseRevision(repository, since);
    if ("missing" in revision) {
        return revision;
    }
    const called = `${revision.name} (${revision.commit.slice(0, 9)})`;
    const tree = join(await temporaryDirectory(), "tree");
    await abandonable(() => checkOut(repository.top, revision.commit, tree));
    const root = join(tree, repository.prefix);
    if (!existsSync(join(root, "Pulumi.yaml"))) {
        return { missing: `${called} has no Pulumi.yaml ${repository.prefix === "" ? "" : `in ${repository.prefix}`}` };
    }
    const path = relative(repository.top, realpathSync(stackFile(stack, configFile)));
    // Settings from elsewhere are those of both.
    const settings = path.startsWith("..") || isAbsolute(path) ? stackFile(stack, configFile) : join(tree, path);
    if (!existsSync(settings)) {
        return { missing: `${called} has no stack ${stack}: there is no ${path} in it` };
    }
    await abandonable(() => providePackages(root, note));
    const directory = await temporaryDirectory();
    const error = await bringUp({ stack, settings, directory, root }, called);
    return error === undefined
        ? { ...revision, directory, settings, root }
        : { missing: `${called} does not come up: ${firstLines(error)}` };
}

/** @returns why the base does not come up */
async function bringUp(job: UpdateJob, called: string): Promise<string | undefined> {
    let left: Departure | undefined;
    const stop = onDeparture((departure) => {
        left = departure;
    });
    let done = 0;
    const progress = new Progress(process.stderr, `bringing up ${called} on simulated providers`, () => done);
    try {
        const update = startUpdate(job, (count) => {
            done = count;
        });
        const [error] = await update.errors;
        if (left !== undefined) {
            process.exit(exitCodeOf(left));
        }
        return error?.message;
    } finally {
        stop();
        progress.close();
    }
}

function firstLines(error: string): string {
    return withoutMarks(error).trim().split("\n").slice(0, 3).join(" ");
}
