import assert from "node:assert/strict";
import { type Mishap, type PassageName, type Place, Sweep } from "./fault-sweep";

/** One call of each kind; `npm run test:faults` takes every call. */
const SAMPLE: Readonly<Record<PassageName, readonly (readonly [Mishap, Place])[]>> = {
    creation: [
        ["done without an answer", { at: 1, type: "aws:eks/cluster:Cluster" }],
        ["done, and the engine killed", { at: 1, type: "kubernetes:apps/v1:StatefulSet" }],
    ],
    change: [["not begun, and the engine killed", { at: 1, type: "aws:ec2/launchTemplate:LaunchTemplate" }]],
    removal: [["refused", { at: 1, type: "aws:eks/nodeGroup:NodeGroup" }]],
};

for (const [passage, calls] of Object.entries(SAMPLE) as [PassageName, (typeof SAMPLE)[PassageName]][]) {
    describe(`The ${passage} of a stack, disturbed and repeated`, function () {
        this.timeout(180_000);
        let sweep: Sweep;
        before(async () => {
            sweep = await Sweep.of(passage);
        });
        after(() => sweep?.close());

        for (const [mishap, place] of calls) {
            it(`ends as if nothing had happened: ${place.type} ${mishap}`, async () => {
                assert.deepEqual(await sweep.disturbed(mishap, place), []);
            });
        }
    });
}
