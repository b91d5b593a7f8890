import assert from "node:assert/strict";
import { ConfigError, type EksPlatformConfig, loadConfig } from "../../../components/config";
import { validValues } from "./valid";

const ENTRY = { until: "2027-01-31", reason: "It has moved." };

function load(teardown: object, today = "2027-01-31T23:59:59Z") {
    const cluster = { kind: "eks", name: "test", deletionProtection: true };
    const values = {
        ...{ ...validValues(), "eks-platform:cluster": cluster, "eks-platform:protect": true },
        "eks-platform:teardown": teardown,
    };
    return loadConfig({ stack: "test", values }, { today: new Date(today) }) as EksPlatformConfig;
}

describe("The section teardown", () => {
    it("lifts every protection until the end of its last day, and says so with its reason", () => {
        const config = load(ENTRY);
        assert.deepEqual([config.protect, config.cluster.deletionProtection], [false, false]);
        assert.deepEqual(config.teardown, ENTRY);
        assert.match(config.warnings.join("\n"), /teardown: until 2027-01-31 nothing .* protected .*It has moved\./);
    });

    it("lifts none from then on, and says so", () => {
        const config = load(ENTRY, "2027-02-01T00:00:00Z");
        assert.deepEqual([config.protect, config.cluster.deletionProtection], [true, true]);
        assert.equal(config.teardown, undefined);
        assert.match(config.warnings.join("\n"), /teardown: 2027-01-31 is over/);
    });

    for (const { what, entry, path, allowed } of [
        {
            what: "a day that is far",
            entry: { ...ENTRY, until: "2027-03-04" },
            path: "until",
            allowed: "a day until 2027-03-03",
        },
        { what: "no day", entry: { reason: "It has moved." }, path: "until", allowed: "a day in quotes" },
        { what: "no reason", entry: { until: ENTRY.until }, path: "reason", allowed: "text" },
    ]) {
        it(`refuses ${what}`, () => {
            assert.throws(
                () => load(entry),
                (error) => {
                    assert.ok(error instanceof ConfigError);
                    assert.deepEqual(
                        error.faults.map((fault) => fault.path),
                        [`eks-platform:teardown.${path}`],
                    );
                    assert.ok(error.faults[0]?.allowed.startsWith(allowed), error.faults[0]?.allowed);
                    return true;
                },
            );
        });
    }

    it("takes the day that is as far as may be", () => {
        assert.equal(load({ ...ENTRY, until: "2027-03-03" }).protect, false);
    });
});
