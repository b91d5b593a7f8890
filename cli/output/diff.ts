import type { Step } from "../engine/operation";
import { changeText } from "./change-text";
import { stepLine } from "./step-line";

/** The steps of which a replacement consists; the step `replace` tells all of it. */
const PARTS: readonly string[] = ["create-replacement", "delete-replaced"];

/** Every resource that changes, and below it each property that does: nothing that stays. */
export function diffLines(steps: readonly Step[]): readonly string[] {
    return steps
        .filter(({ op }) => !PARTS.includes(op))
        .flatMap((step) => {
            const line = stepLine(step);
            if (line === undefined) {
                return [];
            }
            return ["", line, ...(step.changes ?? []).map((change) => `      ${changeText(change)}`)];
        });
}
