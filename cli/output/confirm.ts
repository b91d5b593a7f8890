import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { UserError } from "../errors";

/**
 * Asks a question that only the whole word `yes` affirms.
 *
 * @throws UserError when there is no terminal to ask on
 */
export async function confirm(question: string): Promise<boolean> {
    if (!process.stdin.isTTY) {
        throw new UserError(
            `${question} There is no terminal to ask on.\nNext step: read what is shown above, then repeat with --yes.`,
        );
    }
    const prompt = createInterface({ input: process.stdin, output: process.stderr });
    try {
        // Ctrl-C and Ctrl-D are no answer; whether they reject the question depends on the version of Node.js.
        const closed = once(prompt, "close").then(() => "");
        const asked = prompt.question(`\n${question} Type yes to go on: `).catch(() => "");
        const answer = await Promise.race([asked, closed]);
        return answer.trim() === "yes";
    } finally {
        prompt.close();
    }
}
