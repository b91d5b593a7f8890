import assert from "node:assert/strict";
import { timeZone } from "../../components/schema/time-zone";
import { scheduleProblem } from "../../components/workloads/kinds/cron/schedule";
import { REFUSED_SCHEDULES, SCHEDULES, TIME_ZONES } from "../unit/workloads/schedules";
import { usePlane } from "./plane";

/** Words of every sort that stand in schedules; two of them side by side are a field. */
const WORDS = [
    "*",
    "?",
    "0",
    "1",
    "7",
    "23",
    "24",
    "59",
    "60",
    "31",
    "32",
    "jan",
    "MON",
    "x",
    "-",
    "/",
    ",",
    "1-5",
    "*/2",
    "",
];

describe("What the API server takes for a schedule", function () {
    this.timeout(120_000);
    const plane = usePlane();

    async function refusal(spec: { schedule: string; timeZone?: string }): Promise<string | undefined> {
        const template = {
            spec: { restartPolicy: "Never", containers: [{ name: "c", image: "registry.example/a:1" }] },
        };
        const { status, message } = await plane().tryCreate("/apis/batch/v1/namespaces/default/cronjobs?dryRun=All", {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "asked" },
            spec: { ...spec, jobTemplate: { spec: { template } } },
        });
        return status < 300 ? undefined : message;
    }

    it("is what the configuration takes", async () => {
        for (const schedule of SCHEDULES) {
            assert.equal(await refusal({ schedule }), undefined, schedule);
        }
    });

    it("is nothing that the configuration refuses", async () => {
        for (const schedule of REFUSED_SCHEDULES) {
            assert.match((await refusal({ schedule })) ?? "", /invalid/i, schedule);
        }
    });

    it("holds for every field that is put together from words of schedules", async () => {
        let taken = 0;
        for (const field of WORDS.flatMap((one) => WORDS.map((other) => one + other))) {
            for (const schedule of [`${field} * * * *`, `0 0 ${field} * *`, `0 0 * ${field} *`, `0 0 * * ${field}`]) {
                if (scheduleProblem(schedule) !== undefined) {
                    continue;
                }
                taken++;
                assert.equal(await refusal({ schedule }), undefined, schedule);
            }
        }
        assert.ok(taken > 100);
    });

    it("is in every time zone that the configuration takes", async () => {
        const names = [...TIME_ZONES, ...Intl.supportedValuesOf("timeZone")];
        for (const name of names.filter((zone) => timeZone.safeParse(zone).success)) {
            assert.equal(await refusal({ schedule: "@daily", timeZone: name }), undefined, name);
        }
    });
});
