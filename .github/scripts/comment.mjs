// Usage: node comment.mjs <folder> <stack> <head sha>
// Posts <folder>/comment.md on the pull request of <folder>/number.txt, or edits the comment that is there. Both files were written by code
// of the pull request, so neither is believed: the number has to be that of an open pull request whose head is the commit that the run was
// of, which GitHub says, and the text has to be a comment of this stack.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BOT, firstOf, github, run } from "./github.mjs";

/** GitHub refuses longer ones. */
const LONGEST = 65_536;

const [, , folder = "", stack = "", headSha = ""] = process.argv;

function read(name) {
    const file = join(folder, name);
    if (!existsSync(file)) {
        throw new Error(`the preview wrote no ${name}: look at its run`);
    }
    return readFileSync(file, "utf8");
}

function textOf(marker) {
    const text = read("comment.md");
    if (text.split("\n", 1)[0] !== marker) {
        throw new Error(`comment.md does not begin with ${marker}, so it is no comment of this stack`);
    }
    if (text.length > LONGEST) {
        throw new Error(`comment.md has ${text.length} characters; GitHub takes ${LONGEST}`);
    }
    return text;
}

await run(async () => {
    const number = read("number.txt").trim();
    if (!/^[1-9]\d{0,9}$/.test(number)) {
        throw new Error("number.txt holds no number of a pull request");
    }
    const marker = `<!-- eks-platform preview of ${stack} -->`;
    const body = textOf(marker);
    const pull = await github("GET", `/pulls/${number}`);
    if (pull.head?.sha !== headSha || pull.state !== "open") {
        process.stdout.write(`#${number} is closed or at another commit than ${headSha}: nothing is posted\n`);
        return;
    }
    const path = `/issues/${number}/comments`;
    const mine = await firstOf(path, (one) => one.user?.login === BOT && one.body?.split("\n", 1)[0].trim() === marker);
    if (mine === undefined) {
        await github("POST", path, { body });
    } else {
        await github("PATCH", `/issues/comments/${mine.id}`, { body });
    }
    process.stdout.write(`${mine === undefined ? "posted on" : "edited on"} #${number}\n`);
    if (process.env.GITHUB_OUTPUT) {
        appendFileSync(process.env.GITHUB_OUTPUT, `number=${number}\n`);
    }
});
