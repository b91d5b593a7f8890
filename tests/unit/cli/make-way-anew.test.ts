import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { makeWayAnew } from "../../../cli/commands/make-way-anew";
import { HostGone } from "../../../cli/engine/sessions/api-sessions";

describe("A stack whose host of sessions is gone", () => {
    const gone = new HostGone("prod", "i-0123456789abcdef0", "terminated");
    // Whatever touches the stack fails.
    const stack = { name: "prod" } as Stack;

    it("gets no other one by an update that is to change nothing, or what was reviewed alone", async () => {
        for (const options of [{ expectNoChanges: true }, { reviewed: {} }]) {
            await assert.rejects(makeWayAnew(stack, gone, { ...options, yes: true }), (error) => error === gone);
        }
    });

    it("gets no other one without being asked for it", async () => {
        const { isTTY } = process.stdin;
        process.stdin.isTTY = false;
        try {
            await assert.rejects(
                makeWayAnew(stack, gone, {}),
                /replace the host of sessions of the stack prod.*\n.*--yes/,
            );
        } finally {
            process.stdin.isTTY = isTTY;
        }
    });
});
