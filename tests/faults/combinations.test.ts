import { liveThrough } from "../engine/combination-life";
import { combinations } from "../engine/features";

const ALL = combinations();

describe(`Every one of ${ALL.length} combinations of features`, function () {
    this.timeout(0);

    for (const combination of ALL) {
        it(`comes up, settles and goes without a trace: ${combination.name}`, () => liveThrough(combination));
    }
});
