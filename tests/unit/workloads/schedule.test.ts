import assert from "node:assert/strict";
import { timeZone } from "../../../components/schema/time-zone";
import { scheduleProblem } from "../../../components/workloads/kinds/cron/schedule";
import { REFUSED_SCHEDULES, SCHEDULES, TIME_ZONES } from "./schedules";

describe("a cron schedule", () => {
    for (const text of SCHEDULES) {
        it(`is taken: ${text}`, () => assert.equal(scheduleProblem(text), undefined));
    }

    for (const text of REFUSED_SCHEDULES) {
        it(`is refused, with what to do: ${JSON.stringify(text)}`, () => {
            assert.match(scheduleProblem(text) ?? "", /^(Write|Change|Choose) .*\.$/);
        });
    }

    it("is refused where it would never fire, though Kubernetes takes it", () => {
        for (const text of ["0 0 30 2 *", "0 0 31 4,6,9,11 *"]) {
            assert.match(scheduleProblem(text) ?? "", /a day that one of these months has/);
        }
        assert.equal(scheduleProblem("0 0 30 2 mon"), undefined);
        assert.equal(scheduleProblem("0 0 29 2 *"), undefined);
    });

    it("tells which part is wrong, and its range", () => {
        assert.match(scheduleProblem("0 25 * * *") ?? "", /Change "25": the hour is from 0 to 23/);
        assert.match(
            scheduleProblem("0 0 * * 7") ?? "",
            /Change "7": the day of the week is from 0 to 6 or sun to sat/,
        );
    });
});

describe("a time zone", () => {
    for (const name of TIME_ZONES) {
        it(`is taken: ${name}`, () => assert.ok(timeZone.safeParse(name).success));
    }

    for (const name of [
        "",
        "Local",
        "europe/berlin",
        "Europe/berlin",
        "Europe/Berlinn",
        "+01:00",
        "CEST",
        "Mars/Base",
    ]) {
        it(`is refused: ${JSON.stringify(name)}`, () => assert.ok(!timeZone.safeParse(name).success));
    }

    it("is told by its right spelling", () => {
        const [issue] = timeZone.safeParse("Europe/Berlinn").error?.issues ?? [];
        assert.equal(issue?.code === "custom" && issue.params?.next, 'Did you mean "Europe/Berlin"?');
    });
});
