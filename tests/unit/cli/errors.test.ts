import assert from "node:assert/strict";
import { expected, UserError } from "../../../cli/errors";

describe("An error that a command ends with", () => {
    it("is shown as it is when it says what to do next", () => {
        const error = new UserError("Nothing was changed.");
        assert.equal(expected(error), error);
    });

    it("names the file and what to do when the machine refuses the file", () => {
        const refused = Object.assign(new Error("EACCES: permission denied, mkdir '/etc/x'"), {
            code: "EACCES",
            path: "/etc/x",
        });
        assert.match(
            expected(refused)?.message ?? "",
            /permission denied, mkdir '\/etc\/x'\.\nNext step: give yourself/,
        );
    });

    it("is in the engine's words, without the Automation API's, when the engine refused a command", () => {
        const stderr = "error: no stack named 'prod' found\n";
        const command = Object.assign(new Error("code: -2\n stdout: ..."), {
            commandResult: { stderr: "Command failed with exit code 255", err: { stderr } },
        });
        assert.equal(expected(command)?.message, "The engine refused: no stack named 'prod' found");
    });

    for (const [what, error] of [
        ["an error of the program", new TypeError("x is not a function")],
        ["a socket's refusal", Object.assign(new Error("connect EACCES"), { code: "EACCES" })],
        ["something that is no error", "text"],
    ] as const) {
        it(`keeps its stack trace when it is ${what}`, () => {
            assert.equal(expected(error), undefined);
        });
    }
});
