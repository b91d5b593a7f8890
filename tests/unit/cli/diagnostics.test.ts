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

    it("tells how protection is lifted in this project's words, not in those of its source", () => {
        const urn = "urn:pulumi:prod::eks-platform::aws:efs/fileSystem:FileSystem::shared";
        for (const words of [
            `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the \`protect\` flag from the resource in your Pulumi program and run \`pulumi up\`, or use the command:\n\`pulumi state unprotect '${urn}'\``,
            `unable to replace resource "${urn}"\nas it is currently marked for protection. To unprotect the resource, remove the \`protect\` flag`,
        ]) {
            const text = plainError(words);
            assert.match(text, /^shared is protected and is not deleted\.\nNext step: write eks-platform:teardown: /);
            assert.match(text, /set eks-platform:protect: false\.$/);
            assert.doesNotMatch(text, /pulumi|flag/);
        }
    });

    it("names the task that failed, its logs and the next step, in the words of either provider", () => {
        const told = (message: string, type = "kubernetes:batch/v1:Job") =>
            new Diagnostics().admit({
                sequence: 0,
                timestamp: 0,
                diagnosticEvent: {
                    ...{ message, severity: "error", color: "never" },
                    urn: `urn:pulumi:prod::eks-platform::eks-platform:workloads:Task$${type}::shop-migrate-job`,
                },
            })?.diagnosticEvent?.message ?? "";
        const official =
            'the Kubernetes API server reported that "shop/migrate" failed to fully initialize or become live';
        for (const message of [
            "1 error occurred: Job shop/migrate: Job has reached the specified backoff limit",
            `1 error occurred:\n\t* ${official}: BackoffLimitExceeded`,
            `1 error occurred:\n\t* resource "shop/migrate" was successfully created, but ${official}`,
            "1 error occurred:\n\t* resource shop/migrate was successfully created, but the Kubernetes API server reported",
        ]) {
            const [first, ...lines] = told(message).slice(message.length).trim().split("\n");
            assert.match(String(first), /^The task migrate has not succeeded/);
            assert.match(String(lines[0]), /kubectl -n shop logs -l batch\.kubernetes\.io\/job-name=migrate /);
            assert.match(String(lines[1]), /^Next step: /);
        }
        const pod = "Pod shop/migrate: the pod failed";
        assert.equal(told(pod, "kubernetes:core/v1:Pod"), pod);
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
