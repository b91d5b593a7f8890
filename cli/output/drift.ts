import pc from "picocolors";
import { compare } from "../../core/compare";
import { kindOf, nameOf } from "../../core/engine/urn";
import type { EngineStep } from "../../review/steps";
import { isUnchanged, type OperationResult } from "../engine/operation";
import type { Target } from "../engine/session";
import { changeText } from "./change-text";

/** What was changed by hand, resource by resource with its properties, and what to do about it. */
export function driftReport(result: OperationResult, stack: string, target: Target): string {
    const seconds = `in ${result.durationSeconds.toFixed(1)} s`;
    // The engine looks at several at once, in whatever order they answer.
    const drifted = result.steps.filter(hasDrifted).sort((one, other) => compare(one.urn, other.urn));
    const head = pc.bold(`drift ${stack}`);
    if (result.cancelled) {
        return `\n${head}: ${pc.yellow("cancelled")} ${seconds}`;
    }
    if (result.errors.length > 0 || result.failure) {
        return [result.failure ?? "", `${head}: ${pc.red("failed")} ${seconds}`].join("\n");
    }
    if (isUnchanged(result)) {
        return `\n${head}: ${pc.green("none")}, ${result.changes.same ?? 0} resources are as the state says, ${seconds}`;
    }
    return [
        "",
        ...drifted.flatMap(stepLines),
        "",
        `${head}: ${pc.yellow(`${drifted.length} of ${result.steps.length} resources are not as the state says`)}, ${seconds}`,
        "Nothing was changed, the state neither.",
        `Next step: npm run refresh -- ${stack}${target === "simulated" ? " --offline" : ""} takes it into the state; an up after that`,
        "puts back what the program says.",
    ].join("\n");
}

/** Looking at a resource is a step, too. */
function hasDrifted({ op }: EngineStep): boolean {
    return op !== "same" && op !== "refresh" && op !== "read";
}

function stepLines({ op, urn, type, changes = [] }: EngineStep): readonly string[] {
    const about = `${pc.dim(kindOf(type))} ${pc.bold(nameOf(urn))}`;
    if (op === "delete") {
        return [`${pc.red("  -")} ${about} is gone`];
    }
    return [`${pc.yellow("  ~")} ${about}`, ...changes.map((change) => `      ${changeText(change)}`)];
}
