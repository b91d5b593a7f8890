import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { session } from "../../../cli/commands/session";
import { UserError } from "../../../cli/errors";
import { shellWord } from "../../../cli/output/shell-word";

describe("platform session", () => {
    const refusals: readonly [stack: string, told: RegExp][] = [
        ["local", /^The stack local is on a cluster of kind embedded[^\n]*\nNext step: use kubectl without one/],
        [
            "prod",
            /^The API server of the stack prod[^\n]*access is network, and not session\.\nNext step: .*kubeconfigCommand/,
        ],
    ];
    for (const [stack, told] of refusals) {
        it(`says of ${stack} that no session leads there, before anything is opened`, async () => {
            await assert.rejects(session(stack, {}), (error) => error instanceof UserError && told.test(error.message));
        });
    }

    it("prints the path of its kubeconfig as one word of a shell", () => {
        for (const path of ["/home/me/.platform/kubeconfig", "/home/my clusters/$(id)/it's/`x`", ""]) {
            const told = execFileSync("sh", ["-c", `export KUBECONFIG=${shellWord(path)}; printf %s "$KUBECONFIG"`]);
            assert.equal(told.toString(), path);
        }
    });
});
