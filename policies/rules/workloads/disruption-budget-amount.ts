import { type Finding, finding, kindRule } from "../../model/rule";
import type { Value } from "../../model/value";

/** @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget */
export const disruptionBudgetAmount = kindRule({
    id: "disruption-budget-amount",
    title: "A disruption budget is a number of pods or a percentage of them, one of minAvailable and maxUnavailable.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "The API server refuses another, after the update has begun, and node drains go by no budget.",
    fix: 'Write a number from 0 on, or a text from "0%" to "100%".',
    sources: [],
    kinds: ["policy/PodDisruptionBudget"],
    *check({ props }) {
        const amounts = ["minAvailable", "maxUnavailable"].map((name) => props.at("spec").key(name));
        for (const amount of amounts) {
            yield* judgeAmount(amount);
        }
        if (amounts.every((amount) => amount.isStated)) {
            yield finding(
                props.at("spec.maxUnavailable"),
                "the budget sets minAvailable, too; the API server takes one",
            );
        }
    },
});

function* judgeAmount(amount: Value): Iterable<Finding> {
    const { text, number } = amount;
    const isPercentage = text !== undefined && /^\d+%$/.test(text) && Number(text.slice(0, -1)) <= 100;
    const isCount = number !== undefined && Number.isInteger(number) && number >= 0;
    if (amount.present && !isPercentage && !isCount) {
        yield finding(amount, `${amount} is no number of pods and no percentage`);
    }
}
