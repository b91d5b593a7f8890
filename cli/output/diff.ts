import type { EngineStep } from "../../review/steps";
import { changeText } from "./change-text";
import { isPart, stepLine } from "./step-line";

/** Every resource that changes, and below it each property that does: nothing that stays. */
export function diffLines(steps: readonly EngineStep[]): readonly string[] {
    return steps
        .filter((step) => !isPart(step))
        .flatMap((step) => {
            const line = stepLine(step);
            if (line === undefined) {
                return [];
            }
            return ["", line, ...(step.changes ?? []).map((change) => `      ${changeText(change)}`)];
        });
}
