import { describeChange, makeChange, randomChanges } from "./changes-of-settings";

/** One is enough here; `npm run test:faults` makes many. */
const SAMPLE = randomChanges(1, 3);

describe("A random change of a stack", function () {
    this.timeout(180_000);

    for (const change of SAMPLE) {
        it(`does what its preview promises: ${describeChange(change)}`, async () => {
            await makeChange(change);
        });
    }
});
