import { describeChange, makeChange, randomChanges } from "../engine/changes-of-settings";

const SEED = Number(process.env.TEST_SEED ?? 1);
const COUNT = Number(process.env.TEST_COUNT ?? 40);

describe(`Random changes of a stack (TEST_SEED ${SEED}, TEST_COUNT ${COUNT})`, function () {
    this.timeout(0);
    const passed = { made: 0, refused: 0 };
    after(() => {
        process.stdout.write(`      ${passed.made} made, ${passed.refused} refused by their preview\n`);
    });

    for (const [index, change] of randomChanges(COUNT, SEED).entries()) {
        it(`${index + 1}: does what its preview promises: ${describeChange(change)}`, async () => {
            passed[(await makeChange(change)) ? "made" : "refused"] += 1;
        });
    }
});
