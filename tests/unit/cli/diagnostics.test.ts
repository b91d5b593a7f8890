import assert from "node:assert/strict";
import { Diagnostics, plainError } from "../../../cli/engine/diagnostics";

describe("An error of the engine", () => {
    const FOREIGN =
        "\n    at Object.callback (/clone/node_modules/@pulumi/pulumi/runtime/invoke.js:229:29)\n    at node:internal/x:1:1";

    it("has no stack trace where a service failed, and keeps the one of a defect", () => {
        const unhandled = "<{%reset%}>Unhandled exception: TypeError: no answer";
        assert.equal(plainError(`${unhandled}${FOREIGN}\n`), "no answer");
        assert.match(
            plainError(`${unhandled}${FOREIGN}\n    at make (/clone/components/x.ts:3:1)`),
            /^no answer\n[\s\S]*x\.ts:3:1\)$/,
        );
    });

    it("is said once, whoever says it again, and a cancellation is none", () => {
        const diagnostics = new Diagnostics();
        const admit = (message: string, severity = "error") =>
            diagnostics.admit({
                sequence: 0,
                timestamp: 0,
                diagnosticEvent: { message, severity: severity as "error", color: "never" },
            });
        assert.equal(admit(`Unhandled exception: Error: no answer${FOREIGN}`)?.diagnosticEvent?.message, "no answer");
        assert.equal(admit("no answer"), undefined);
        assert.equal(admit("update canceled\n"), undefined);
        assert.equal(admit("failed to run policy pack: context canceled"), undefined);
        assert.notEqual(admit("no answer", "warning"), undefined);
        assert.notEqual(admit("another error"), undefined);
    });
});
