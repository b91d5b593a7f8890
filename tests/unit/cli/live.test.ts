import assert from "node:assert/strict";
import { mock } from "node:test";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { LiveDisplay } from "../../../cli/output/live";
import { stillBuilding } from "../../../toolchain/build";

describe("What is shown of an operation while it runs", () => {
    let written: string;
    let display: LiveDisplay;

    beforeEach(() => {
        mock.timers.enable({ apis: ["setInterval", "Date"], now: 0 });
        written = "";
        const write = (text: string) => {
            written += text;
        };
        display = new LiveDisplay({ write } as unknown as NodeJS.WriteStream, () => false);
    });
    afterEach(() => {
        display.close();
        mock.timers.reset();
    });

    function begins(name: string, custom: boolean): void {
        const metadata = {
            op: "create",
            type: "aws:eks/cluster:Cluster",
            urn: `urn:pulumi:a::b::c::${name}`,
            new: { custom },
        };
        display.onEvent({ resourcePreEvent: { metadata } } as unknown as EngineEvent);
    }

    it("names the resource that takes longest, and never the stack or a component that waits for it", () => {
        begins("stack", false);
        begins("cluster", true);
        mock.timers.tick(5_000);
        begins("role", true);
        mock.timers.tick(10_000);
        assert.equal(written, "    0 done, working on eks Cluster cluster (15s), and 1 more\n");
    });

    it("says what a resource waits for, as its provider told last", () => {
        begins("web", true);
        for (const message of ["0 of 2 replicas available", "0 of 2 replicas available; exceeded quota"]) {
            const diagnosticEvent = { urn: "urn:pulumi:a::b::c::web", message, ephemeral: true, severity: "info" };
            display.onEvent({ diagnosticEvent } as unknown as EngineEvent);
        }
        assert.equal(written, "");
        mock.timers.tick(15_000);
        const waits = "0 of 2 replicas available; exceeded quota";
        assert.equal(written, `    0 done, working on eks Cluster web (15s): ${waits}\n`);
    });

    it("says that it waits for the program where no resource is worked on", () => {
        begins("stack", false);
        mock.timers.tick(15_000);
        assert.equal(written, "    0 done, waiting for the program (15s)\n");
    });

    it("promises no time that has passed already", () => {
        assert.equal(stillBuilding(20, 74), "still building: 20 s of about 74 s");
        assert.match(stillBuilding(1309, 74), /^still building: 1309 s, longer than usual/);
        assert.doesNotMatch(stillBuilding(1309, 74), /74/);
    });
});
