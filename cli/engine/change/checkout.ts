import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors";
import { git } from "./git";

/**
 * Writes the files of a commit into an empty folder, those of its submodules too. The index that this takes lies beside the
 * folder: neither the repository nor the user's checkout learns of it, and no hook runs.
 *
 * @throws UserError where the clone does not have all of the commit
 */
export async function checkOut(repository: string, commit: string, folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const index = { GIT_INDEX_FILE: `${folder}.index` };
    const read = await git(repository, ["-c", "core.sparseCheckout=false", "read-tree", commit], index);
    const written = read.ok
        ? await git(repository, ["checkout-index", "--all", "--quiet", `--prefix=${folder}/`], index)
        : read;
    if (!written.ok) {
        throw new UserError(
            `This clone does not have all files of the commit ${commit}: ${written.complaint}.\n` +
                "Next step: git fetch --unshallow, or git fetch where the clone has all history.",
        );
    }
    const entries = await git(repository, ["ls-tree", "-r", "-z", "--full-tree", commit]);
    for (const [, part = "", path = ""] of entries.output.matchAll(/160000 commit (\w+)\t([^\0]+)\0/g)) {
        await checkOutSubmodule(join(repository, path), part, join(folder, path));
    }
}

/** One that is not checked out here is not needed here. */
async function checkOutSubmodule(submodule: string, commit: string, folder: string): Promise<void> {
    if (!existsSync(join(submodule, ".git"))) {
        return;
    }
    if (!(await git(submodule, ["cat-file", "-e", `${commit}^{commit}`])).ok) {
        throw new UserError(
            `The base has the submodule ${submodule} at the commit ${commit}, which its clone here does not have.\n` +
                `Next step: git -C ${submodule} fetch`,
        );
    }
    await checkOut(submodule, commit, folder);
}
