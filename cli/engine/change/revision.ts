import { UserError } from "../../errors";
import { git } from "./git";

/** The repository that a project lies in. */
export interface Repository {
    /** Its root. */
    readonly top: string;
    /** The project's folder below the root, with a slash at its end; empty where it is the root. */
    readonly prefix: string;
}

/** What a change is compared with. */
export interface BaseRevision {
    /** As a reader knows it. */
    readonly name: string;
    /** The commit's full hash. */
    readonly commit: string;
}

/** Why there is nothing to compare with: a part of a sentence. */
export interface NoBase {
    readonly missing: string;
}

/**
 * The repository of a folder.
 *
 * @throws UserError where it lies in none, or git may not read it
 */
export async function repositoryOf(folder: string): Promise<Repository> {
    const asked = await git(folder, ["rev-parse", "--show-toplevel", "--show-prefix"]);
    if (!asked.ok) {
        throw new UserError(
            `--since compares with a revision of this repository, and git says of ${folder}: ${asked.complaint}.\n` +
                "Next step: work in a clone of the repository, or leave --since out to preview the whole stack.",
        );
    }
    const [top = "", prefix = ""] = asked.output.split("\n");
    return { top, prefix };
}

/**
 * Finds the commit that a change is compared with.
 *
 * @param since a revision; `true` for where HEAD left the default branch
 * @throws UserError where the revision is unknown, or none can be chosen
 */
export async function baseRevision({ top }: Repository, since: string | true): Promise<BaseRevision | NoBase> {
    if ((await commitOf(top, "HEAD")) === undefined) {
        return { missing: "nothing is committed in this repository yet" };
    }
    return since === true ? mergeBase(top) : named(top, since);
}

/** The commit that is checked out, and whether the working tree differs from it; undefined before the first commit. */
export async function headOf({ top }: Repository): Promise<{ commit: string; hasUncommitted: boolean } | undefined> {
    const commit = await commitOf(top, "HEAD");
    if (commit === undefined) {
        return undefined;
    }
    const status = await git(top, ["status", "--porcelain", "--ignore-submodules=none"]);
    return { commit, hasUncommitted: status.output.trim() !== "" };
}

async function named(top: string, revision: string): Promise<BaseRevision | NoBase> {
    const commit = await commitOf(top, revision);
    if (commit !== undefined) {
        return { name: revision, commit };
    }
    const shallow = await isShallow(top);
    const [, stem] = /^(.*?)[~^][~^\d]*$/.exec(revision) ?? [];
    if (stem && !shallow && (await commitOf(top, stem)) !== undefined) {
        return { missing: `${stem} has no commit before it that ${revision} could be` };
    }
    const remote = `origin/${revision}`;
    const isRemote = (await commitOf(top, remote)) !== undefined;
    throw new UserError(
        `--since names ${JSON.stringify(revision)}, which is no branch, tag or commit of this clone${shallow ? ", which is a shallow one" : ""}.\n` +
            `Next step: ${nextStep(revision, { shallow, remote: isRemote ? remote : undefined })}.`,
    );
}

function nextStep(revision: string, known: { readonly shallow: boolean; readonly remote: string | undefined }): string {
    if (known.remote !== undefined) {
        return `name the remote's branch, --since ${known.remote}`;
    }
    return known.shallow
        ? `git fetch --unshallow (in GitHub Actions fetch-depth: 0 of actions/checkout), or git fetch --depth 1 origin ${revision} and --since FETCH_HEAD`
        : "choose one of git branch --all and git tag, or bring it here with git fetch";
}

/** @see https://git-scm.com/docs/git-remote#Documentation/git-remote.txt-set-head of what a remote's HEAD is */
async function mergeBase(top: string): Promise<BaseRevision> {
    const branch = await defaultBranch(top);
    if (branch === undefined) {
        throw new UserError(
            "--since names no revision, and this clone has no default branch to compare with: neither origin/HEAD nor a branch main or master.\n" +
                "Next step: name a revision, for example --since HEAD~1, or say which branch is the default: git remote set-head origin --auto.",
        );
    }
    const found = await git(top, ["merge-base", "HEAD", branch]);
    const commit = found.output.trim();
    if (found.ok && commit !== "") {
        return { name: `where HEAD left ${branch}`, commit };
    }
    throw new UserError(
        `HEAD and ${branch} have no commit in common${(await isShallow(top)) ? ": this is a shallow clone" : ""}.\n` +
            ((await isShallow(top))
                ? "Next step: git fetch --unshallow (in GitHub Actions fetch-depth: 0 of actions/checkout)."
                : "Next step: name the revision to compare with, for example --since HEAD~1."),
    );
}

async function defaultBranch(top: string): Promise<string | undefined> {
    const head = await git(top, ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]);
    const candidates = [...(head.ok ? [head.output.trim()] : []), "origin/main", "origin/master", "main", "master"];
    for (const candidate of candidates) {
        if ((await commitOf(top, candidate)) !== undefined) {
            return candidate;
        }
    }
    return undefined;
}

async function commitOf(top: string, revision: string): Promise<string | undefined> {
    const found = await git(top, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
    return found.ok ? found.output.trim() : undefined;
}

async function isShallow(top: string): Promise<boolean> {
    return (await git(top, ["rev-parse", "--is-shallow-repository"])).output.trim() === "true";
}
