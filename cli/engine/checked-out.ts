import type { Review } from "../../review/model/review";
import { UserError } from "../errors";
import { git } from "./change/git";
import { headOf, repositoryOf } from "./change/revision";

/** The commit that is checked out in a folder, and whether its files differ from it. */
export async function checkedOut(folder: string): Promise<Pick<Review, "commit" | "hasUncommitted">> {
    try {
        return (await headOf(await repositoryOf(folder))) ?? { hasUncommitted: true };
    } catch (error) {
        // A copy without a repository, or a machine without git, has no commit to name.
        if (error instanceof UserError) {
            return { hasUncommitted: false };
        }
        throw error;
    }
}

/** Whether two commits have the same files, as that of a pull request and the one that merges it; false where one of them is not here. */
export async function haveSameFiles(folder: string, one: string, other: string): Promise<boolean> {
    const [first, second] = await Promise.all(
        [one, other].map((commit) =>
            git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{tree}`]),
        ),
    );
    return first?.ok === true && second?.ok === true && first.output === second.output;
}
