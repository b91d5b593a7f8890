const { writeFileSync } = require("node:fs");
const Mocha = require("mocha");

/** mocha's spec reporter, which also writes the totals for tests/run.ts to add up over all suites. */
class TotalsReporter extends Mocha.reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once("end", () => {
            const { passes, failures } = runner.stats;
            if (process.env.TEST_TOTALS) {
                writeFileSync(process.env.TEST_TOTALS, JSON.stringify({ passed: passes, failed: failures }));
            }
        });
    }
}

module.exports = TotalsReporter;
