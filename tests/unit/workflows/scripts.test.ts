import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";
import { GithubServer } from "../../workflows/github-server";

const MARKER = "<!-- eks-platform preview of prod -->";
const HEAD = "a".repeat(40);

describe("The scripts of the workflows", () => {
    let server: GithubServer;
    let env: Readonly<Record<string, string>>;
    let folder: string;

    beforeEach(async () => {
        server = new GithubServer();
        env = await server.start();
        folder = mkdtempSync(join(tmpdir(), "eks-platform-workflows-"));
        server.pulls.set("7", { state: "open", head: { sha: HEAD } });
    });

    afterEach(() => {
        server.close();
        rmSync(folder, { recursive: true, force: true });
    });

    function write(files: Readonly<Record<string, string>>): void {
        for (const [name, text] of Object.entries(files)) {
            writeFileSync(join(folder, name), text);
        }
    }

    function run(
        script: string,
        ...args: readonly string[]
    ): Promise<{ readonly code: number; readonly output: string }> {
        const file = join(projectRoot(), ".github", "scripts", script);
        return new Promise((resolve) => {
            execFile(
                process.execPath,
                [file, ...args],
                { cwd: folder, env: { ...process.env, ...env } },
                (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), output: out + err }),
            );
        });
    }

    describe("comment.mjs", () => {
        const comment = () => run("comment.mjs", folder, "prod", HEAD);

        it("posts one comment, and edits it with the next push", async () => {
            write({ "number.txt": "7\n", "comment.md": `${MARKER}\nfirst` });
            assert.equal((await comment()).code, 0);
            write({ "comment.md": `${MARKER}\nsecond` });
            assert.equal((await comment()).code, 0);
            assert.deepEqual(
                server.comments.get("7")?.map(({ body }) => body),
                [`${MARKER}\nsecond`],
            );
        });

        it("finds its comment behind hundreds of others, and takes nobody else's for its own", async () => {
            const others = Array.from({ length: 250 }, (_, index) => server.write(`${index}`, "somebody"));
            const forged = server.write(`${MARKER}\nforged`, "somebody");
            const mine = server.write(`${MARKER}\nold`);
            server.comments.set("7", [forged, ...others, mine]);
            write({ "number.txt": "7\n", "comment.md": `${MARKER}\nnew` });
            assert.equal((await comment()).code, 0);
            assert.equal(server.comments.get("7")?.length, 252);
            assert.deepEqual([forged.body, mine.body], [`${MARKER}\nforged`, `${MARKER}\nnew`]);
        });

        it("posts nothing where the pull request is at another commit by now, or closed", async () => {
            write({ "number.txt": "7\n", "comment.md": `${MARKER}\ntext` });
            for (const pull of [
                { state: "open", head: { sha: "b".repeat(40) } },
                { state: "closed", head: { sha: HEAD } },
            ]) {
                server.pulls.set("7", pull);
                const { code, output } = await comment();
                assert.equal(code, 0);
                assert.match(output, /nothing is posted/);
            }
            assert.equal(server.comments.size, 0);
        });

        for (const [what, files, complaint] of [
            ["a number that is none", { "number.txt": "7/../8", "comment.md": `${MARKER}\n` }, /no number/],
            ["a pull request that is not there", { "number.txt": "8", "comment.md": `${MARKER}\n` }, /404/],
            [
                "a text of another stack",
                { "number.txt": "7", "comment.md": "<!-- other -->" },
                /no comment of this stack/,
            ],
            ["a text without end", { "number.txt": "7", "comment.md": `${MARKER}\n${"x".repeat(70_000)}` }, /65536/],
            ["no text", { "number.txt": "7" }, /wrote no comment\.md/],
        ] as const) {
            it(`refuses ${what} in one line`, async () => {
                write(files);
                const { code, output } = await comment();
                assert.equal(code, 1);
                assert.match(output, complaint);
                assert.equal(output.trim().split("\n").length, 1);
                assert.equal(server.comments.size, 0);
            });
        }

        it("asks again where the server is being restarted, but posts nothing twice", async () => {
            write({ "number.txt": "7\n", "comment.md": `${MARKER}\ntext` });
            server.failures = 1;
            assert.equal((await comment()).code, 0);
            assert.equal(server.requests.filter((request) => request.startsWith("POST")).length, 1);
        });
    });

    describe("issue.mjs", () => {
        const issue = () => run("issue.mjs", "The stack prod has drifted", "drift.txt");

        it("opens one issue, renews it, closes it when it is over, and opens another the next time", async () => {
            assert.match((await issue()).output, /nothing to say/);
            write({ "drift.txt": "~ Namespace shop\n" });
            assert.match((await issue()).output, /opened #1/);
            write({ "drift.txt": "~ Namespace shop\n- Secret web\n" });
            assert.match((await issue()).output, /renewed #1/);
            assert.match(server.issues[0]?.body ?? "", /- Secret web/);
            rmSync(join(folder, "drift.txt"));
            assert.match((await issue()).output, /closed #1/);
            assert.equal(server.issues[0]?.state, "closed");
            write({ "drift.txt": "again\n" });
            await issue();
            assert.deepEqual(
                server.issues.map(({ state }) => state),
                ["closed", "open"],
            );
        });

        it("shows whole lines in a block that no line ends, and says how many it leaves out", async () => {
            write({ "drift.txt": `\`\`\`\n@team\n${`${"x".repeat(99)}\n`.repeat(1000)}` });
            await issue();
            const body = server.issues[0]?.body ?? "";
            assert.ok(body.length < 65_536);
            assert.ok(body.startsWith("````\n```\n@team\n"));
            assert.match(body, /\n````\n\n\d+ more lines are in the log of the run\./);
        });

        it("leaves an issue of the same title alone that somebody else wrote", async () => {
            server.issues.push(server.write("mine", "somebody", "The stack prod has drifted"));
            write({ "drift.txt": "drift\n" });
            await issue();
            assert.equal(server.issues[0]?.body, "mine");
            assert.equal(server.issues.length, 2);
        });
    });
});
