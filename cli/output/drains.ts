import pc from "picocolors";
import { componentTypeOf } from "../../components/addon-kit/addon";
import { ADDONS } from "../../components/addons";
import type { EngineStep } from "../../review/steps";

/** What has to be gone before the add-ons that an operation removes, because nothing else would clean it up. */
export function drainLines(steps: readonly EngineStep[]): readonly string[] {
    const removed = new Set(steps.filter(({ op }) => op === "delete").map(({ type }) => type));
    const lines = ADDONS.filter((addon) => removed.has(componentTypeOf(addon))).flatMap(({ name, drainFirst }) =>
        drainFirst === undefined ? [] : [`  ${pc.bold(name)}: ${drainFirst}`],
    );
    return lines.length === 0 ? [] : ["", pc.bold("Remove before the add-ons go:"), ...lines];
}
