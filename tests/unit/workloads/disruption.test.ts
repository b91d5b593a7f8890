import assert from "node:assert/strict";
import fc from "fast-check";
import { disruptionBudget } from "../../../components/workloads/disruption";

const DISRUPTION = { maxUnavailable: 1 };

describe("a disruption budget", () => {
    it("lets one pod of several go at a time", () => {
        assert.equal(disruptionBudget({ replicas: 3, disruption: DISRUPTION })?.maxUnavailable, 1);
    });

    it("is not made where a drain could never satisfy it", () => {
        assert.equal(disruptionBudget({ replicas: 1, disruption: DISRUPTION }), undefined);
        assert.equal(disruptionBudget({ replicas: 0, disruption: DISRUPTION }), undefined);
        assert.equal(
            disruptionBudget({ replicas: undefined, autoscaling: { min: 1, max: 9, cpu: 70 }, disruption: DISRUPTION }),
            undefined,
        );
    });

    it("goes by the fewest replicas of an autoscaled service", () => {
        const budget = disruptionBudget({
            replicas: undefined,
            autoscaling: { min: 2, max: 9, cpu: 70 },
            disruption: { maxUnavailable: 5 },
        });
        assert.equal(budget?.maxUnavailable, 1);
    });

    it("always allows a drain and always leaves a pod", () => {
        fc.assert(
            fc.property(
                fc.integer({ min: 0, max: 1000 }),
                fc.integer({ min: 1, max: 1000 }),
                (replicas, maxUnavailable) => {
                    const budget = disruptionBudget({ replicas, disruption: { maxUnavailable } });
                    assert.equal(budget === undefined, replicas < 2);
                    if (budget) {
                        assert.ok(Number(budget.maxUnavailable) >= 1 && Number(budget.maxUnavailable) < replicas);
                    }
                },
            ),
        );
    });
});
