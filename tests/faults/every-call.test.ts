import assert from "node:assert/strict";
import { EVERY_MISHAP, EVERY_PASSAGE, type Mishap, type Place, Sweep } from "../engine/fault-sweep";

/** Fewer calls than these were not all of them. */
const FEWEST_CALLS = { creation: 90, change: 30, removal: 90 } as const;

for (const passage of EVERY_PASSAGE) {
    describe(`The ${passage} of a stack`, function () {
        this.timeout(0);
        let sweep: Sweep;
        before(async () => {
            sweep = await Sweep.of(passage);
        });
        after(() => sweep?.close());

        /** Has one call after the other go wrong, each in a run of its own, until there is no such call. */
        async function every(mishap: Mishap, operation?: Place["operation"]): Promise<number> {
            const wrong: string[] = [];
            for (let at = 1; ; at++) {
                const found = await sweep.disturbed(mishap, { at, ...(operation && { operation }) });
                if (found === undefined) {
                    const asked = operation ?? "create, update and delete";
                    process.stdout.write(`      ${passage}: ${at - 1} calls (${asked}) ${mishap}\n`);
                    assert.deepEqual(wrong, []);
                    return at - 1;
                }
                wrong.push(...found.map((line) => `call ${at}: ${line}`));
            }
        }

        for (const mishap of EVERY_MISHAP) {
            it(`ends as if nothing had happened whichever call is ${mishap}`, async () => {
                const calls = await every(mishap);
                assert.ok(calls >= FEWEST_CALLS[passage], `${calls} calls`);
            });
        }

        if (passage === "removal") {
            return;
        }
        for (const operation of ["check", "diff", "invoke", "construct"] as const) {
            it(`ends as if nothing had happened whichever ${operation} is refused`, async () => {
                await every("refused", operation);
            });
        }
    });
}
