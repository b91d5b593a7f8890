import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireReviewedFiles } from "../../../cli/commands/as-reviewed";
import { checkedOut } from "../../../cli/engine/checked-out";
import { UserError } from "../../../cli/errors";

describe("The files that were reviewed", function () {
    this.timeout(20_000);
    let folder: string;

    beforeEach(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "eks-platform-reviewed-")));
        git("init", "--quiet", "--initial-branch", "main");
        commit("secret: v1:AAAA");
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    function git(...args: readonly string[]): string {
        const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        return execFileSync("git", ["-C", folder, ...identity, ...args], { encoding: "utf8", stdio: "pipe" }).trim();
    }

    function commit(text: string): void {
        writeFileSync(join(folder, "Pulumi.prod.yaml"), text);
        git("add", "-A");
        git("commit", "--quiet", "--allow-empty", "--message", text);
    }

    async function refused(review: Parameters<typeof requireReviewedFiles>[0], words: RegExp): Promise<void> {
        await assert.rejects(requireReviewedFiles(review, folder), (error: unknown) => {
            assert.ok(error instanceof UserError);
            assert.match(error.message, words);
            assert.match(error.message, /^Nothing was changed: [^\n]*\.\nNext step: [^\n]*$/);
            return true;
        });
    }

    it("are those of the same commit", async () => {
        await requireReviewedFiles(await checkedOut(folder), folder);
    });

    it("are those of another commit with the same files, as a merge has them", async () => {
        const review = await checkedOut(folder);
        git("commit", "--quiet", "--allow-empty", "--message", "merged");
        await requireReviewedFiles(review, folder);
    });

    it("are not those of a commit in which a secret alone is another, nor those of one that is not here", async () => {
        const review = await checkedOut(folder);
        commit("secret: v1:BBBB");
        await refused(
            review,
            new RegExp(`${review.commit?.slice(0, 12)} was reviewed, and [0-9a-f]{12} is checked out`),
        );
        await refused({ commit: "0".repeat(40), hasUncommitted: false }, /000000000000 was reviewed/);
    });

    it("are not those of a tree with changes that are not committed, at the review or now", async () => {
        const review = await checkedOut(folder);
        await refused({ ...review, hasUncommitted: true }, /the review is of files that were not committed/);
        writeFileSync(join(folder, "index.ts"), "");
        await refused(review, /there are changes that are not committed/);
    });

    it("cannot be told where git is on one side alone, and are not asked for where it is on none", async () => {
        await refused({ hasUncommitted: false }, /a copy without git/);
        rmSync(join(folder, ".git"), { recursive: true });
        await requireReviewedFiles({ hasUncommitted: false }, folder);
        await refused({ commit: "0".repeat(40), hasUncommitted: false }, /a copy without git/);
    });
});
