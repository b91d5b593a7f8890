import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkOut } from "../../../cli/engine/change/checkout";
import { baseRevision, headOf, repositoryOf } from "../../../cli/engine/change/revision";

describe("The revision that a change is compared with", () => {
    let folder: string;
    let clone: string;

    beforeEach(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "eks-platform-revision-")));
        clone = join(folder, "clone");
        git(folder, "init", "--quiet", "--initial-branch", "main", clone);
        commit("first");
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    function git(where: string, ...args: readonly string[]): string {
        const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always"];
        return execFileSync("git", ["-C", where, ...identity, ...args], { encoding: "utf8", stdio: "pipe" }).trim();
    }

    function commit(text: string, where = clone): string {
        writeFileSync(join(where, "file"), text);
        git(where, "add", "-A");
        git(where, "commit", "--quiet", "--message", text);
        return git(where, "rev-parse", "HEAD");
    }

    const resolve = async (since: string | true, where = clone) => baseRevision(await repositoryOf(where), since);

    it("is the one that is named, by branch, tag, hash or a step before HEAD", async () => {
        const first = git(clone, "rev-parse", "HEAD");
        git(clone, "tag", "v1");
        commit("second");
        for (const name of ["v1", "HEAD~1", "HEAD^", first, first.slice(0, 8)]) {
            assert.deepEqual(await resolve(name), { name, commit: first });
        }
    });

    it("is, where none is named, the commit at which HEAD left the default branch, with a detached HEAD too", async () => {
        const first = git(clone, "rev-parse", "HEAD");
        git(clone, "checkout", "--quiet", "-b", "topic");
        const topic = commit("of the topic");
        git(clone, "checkout", "--quiet", "main");
        commit("of main");
        git(clone, "checkout", "--quiet", "--detach", topic);
        assert.deepEqual(await resolve(true), { name: "where HEAD left main", commit: first });
    });

    it("takes the remote's default branch before a branch of the same name that is behind", async () => {
        const copy = join(folder, "copy");
        const second = commit("second");
        git(folder, "clone", "--quiet", clone, copy);
        git(copy, "branch", "--quiet", "--force", "other", "HEAD~1");
        assert.deepEqual(await resolve(true, copy), { name: "where HEAD left origin/main", commit: second });
    });

    it("says what to do where there is no default branch", async () => {
        git(clone, "branch", "--quiet", "--move", "main", "trunk");
        await assert.rejects(
            resolve(true),
            /neither origin\/HEAD nor a branch main or master.*\nNext step: name a revision/s,
        );
    });

    it("refuses one that nobody knows, and names the remote's branch of that name", async () => {
        await assert.rejects(
            resolve("mian"),
            /"mian", which is no branch, tag or commit.*\nNext step: choose one of git branch/s,
        );
        const copy = join(folder, "copy");
        git(clone, "branch", "release");
        git(folder, "clone", "--quiet", clone, copy);
        await assert.rejects(resolve("release", copy), /Next step: name the remote's branch, --since origin\/release/);
    });

    it("never takes a revision for an option of git", async () => {
        await assert.rejects(resolve("--output=/tmp/x"), /is no branch, tag or commit/);
    });

    it("says in a shallow clone that the rest has to be fetched", async () => {
        commit("second");
        const first = git(clone, "rev-parse", "HEAD~1");
        const copy = join(folder, "copy");
        git(folder, "clone", "--quiet", "--depth", "1", `file://${clone}`, copy);
        for (const since of [first, "HEAD~1"]) {
            await assert.rejects(resolve(since, copy), /a shallow one\.\nNext step: git fetch --unshallow/);
        }
        git(copy, "remote", "set-head", "origin", "--delete");
        git(copy, "checkout", "--quiet", "--orphan", "topic");
        commit("unrelated", copy);
        await assert.rejects(
            resolve(true, copy),
            /no commit in common: this is a shallow clone\.\nNext step: git fetch --unshallow/,
        );
    });

    it("does not exist before the first commit, nor before its parent", async () => {
        const [missing, empty] = [await resolve("HEAD~1"), join(folder, "empty")];
        assert.match("missing" in missing ? missing.missing : "", /HEAD has no commit before it/);
        git(folder, "init", "--quiet", empty);
        assert.deepEqual(await resolve(true, empty), { missing: "nothing is committed in this repository yet" });
    });

    it("needs a repository", async () => {
        await assert.rejects(repositoryOf(folder), /not a git repository.*\nNext step: work in a clone/s);
    });

    it("needs git", async () => {
        const { PATH } = process.env;
        process.env.PATH = folder;
        try {
            await assert.rejects(repositoryOf(clone), /there is no git on this machine\.\nNext step: install git/);
        } finally {
            process.env.PATH = PATH;
        }
    });

    it("knows what is not committed, files that git does not follow too", async () => {
        const repository = await repositoryOf(clone);
        const head = git(clone, "rev-parse", "HEAD");
        assert.deepEqual(await headOf(repository), { commit: head, hasUncommitted: false });
        writeFileSync(join(clone, "new"), "");
        assert.deepEqual(await headOf(repository), { commit: head, hasUncommitted: true });
    });

    it("is written into a folder without a trace in the clone, from within a hook too", async () => {
        const first = git(clone, "rev-parse", "HEAD");
        commit("second");
        writeFileSync(join(clone, "file"), "of the user");
        const hook = join(clone, ".git", "hooks", "post-checkout");
        writeFileSync(hook, "#!/bin/sh\ntouch ran-hook\n", { mode: 0o755 });
        const before = traces();
        process.env.GIT_INDEX_FILE = join(folder, "index-of-a-hook");
        try {
            await checkOut(clone, first, join(folder, "base"));
        } finally {
            delete process.env.GIT_INDEX_FILE;
        }
        assert.equal(readFileSync(join(folder, "base", "file"), "utf8"), "first");
        assert.deepEqual(traces(), before);
        assert.equal(existsSync(join(folder, "index-of-a-hook")), false);
    });

    function traces(): readonly unknown[] {
        const files = readdirSync(clone, { recursive: true, encoding: "utf8" }).sort();
        return [files, readFileSync(join(clone, ".git", "index")), readFileSync(join(clone, "file"), "utf8")];
    }

    it("has its submodules as it names them, whatever the user has changed in them", async () => {
        const library = join(folder, "library");
        git(folder, "init", "--quiet", "--initial-branch", "main", library);
        commit("of the library", library);
        git(clone, "submodule", "--quiet", "add", library, "lib");
        const first = commit("with a library");
        writeFileSync(join(clone, "lib", "file"), "dirty");
        const { hasUncommitted } = (await headOf(await repositoryOf(clone))) ?? {};
        assert.equal(hasUncommitted, true);
        await checkOut(clone, first, join(folder, "base"));
        assert.equal(readFileSync(join(folder, "base", "lib", "file"), "utf8"), "of the library");
        assert.equal(readFileSync(join(clone, "lib", "file"), "utf8"), "dirty");
    });

    it("says what to fetch where a submodule lacks the commit that the base names", async () => {
        const library = join(folder, "library");
        mkdirSync(library);
        git(folder, "init", "--quiet", library);
        commit("of the library", library);
        git(clone, "submodule", "--quiet", "add", library, "lib");
        git(clone, "update-index", "--cacheinfo", `160000,${"1".repeat(40)},lib`);
        git(clone, "commit", "--quiet", "--message", "names a commit that nobody pushed");
        const base = git(clone, "rev-parse", "HEAD");
        await assert.rejects(
            checkOut(clone, base, join(folder, "base")),
            /submodule .*lib at the commit 1{40}.*\nNext step: git -C \S+lib fetch/s,
        );
    });

    it("is that of a project in a folder of its repository", async () => {
        mkdirSync(join(clone, "infra", "eks"), { recursive: true });
        assert.deepEqual(await repositoryOf(join(clone, "infra", "eks")), { top: clone, prefix: "infra/eks/" });
    });
});
