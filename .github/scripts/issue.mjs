// Usage: node issue.mjs <title> <file>
// Keeps one open issue of this title while the file is there, with its text, and closes it when the file is not.
import { existsSync, readFileSync } from "node:fs";
import { BOT, firstOf, github, run } from "./github.mjs";

/** GitHub takes 65,536 characters; the rest is for what surrounds the text. */
const LONGEST = 60_000;

const [, , title = "", file = ""] = process.argv;
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env;
const thisRun = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;

/** Whole lines, as many as there is room for, in a block that none of them can end. */
function block(text) {
    const lines = text.trimEnd().split("\n");
    let length = 0;
    const shown = lines.filter((line) => {
        length += line.length + 1;
        return length <= LONGEST;
    });
    const fence = "`".repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length + 1)));
    const left = lines.length - shown.length;
    return [fence, ...shown, fence, ...(left > 0 ? ["", `${left} more lines are in the log of the run.`] : [])].join(
        "\n",
    );
}

await run(async () => {
    const open = await firstOf(
        "/issues?state=open",
        (one) => one.title === title && one.user?.login === BOT && one.pull_request === undefined,
    );
    if (!existsSync(file)) {
        if (open !== undefined) {
            await github("POST", `/issues/${open.number}/comments`, { body: `This is over: ${thisRun}` });
            await github("PATCH", `/issues/${open.number}`, { state: "closed", state_reason: "completed" });
        }
        process.stdout.write(open === undefined ? "nothing to say\n" : `closed #${open.number}\n`);
        return;
    }
    const body = `${block(readFileSync(file, "utf8"))}\n\nLast seen by ${thisRun}.`;
    if (open === undefined) {
        const made = await github("POST", "/issues", { title, body });
        process.stdout.write(`opened #${made.number}\n`);
    } else {
        await github("PATCH", `/issues/${open.number}`, { body });
        process.stdout.write(`renewed #${open.number}\n`);
    }
});
