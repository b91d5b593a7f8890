import type { Value } from "../value";
import { limitsCallers } from "./callers";
import { type Condition, withoutNot } from "./condition";
import { isEveryone, type Statement } from "./statement";

/**
 * What lets strangers in by a statement of a document: a principal `*`, or `NotPrincipal`. None where a condition or a denial
 * leaves few, or may do so by a value that only an update can tell.
 */
export function strangersLetIn(statement: Statement, document: readonly Statement[]): readonly Value[] {
    if (!statement.allows) {
        return [];
    }
    const others = statement.value.key("NotPrincipal");
    const named = [...(others.present ? [others] : []), ...statement.principals.filter(isEveryone).map(({ id }) => id)];
    return named.length === 0 || isLimited(statement, document) ? [] : named;
}

function isLimited(statement: Statement, document: readonly Statement[]): boolean {
    const limits = statement.conditions.map(limitsCallers);
    return (
        limits.includes("yes") ||
        document.some((other) => other.takesIn(statement) && leavesFew(other)) ||
        limits.includes("unknown") ||
        statement.hasOpenCondition
    );
}

/**
 * Whether a denial leaves few of all callers: those whom it spares by name, or by conditions that hold for everyone else.
 * An unknown condition may be one that does.
 */
function leavesFew(denial: Statement): boolean {
    if (denial.value.key("NotPrincipal").present) {
        return !denial.spares(isEveryone) && (denial.isUnconditional || denial.hasOpenCondition);
    }
    return (
        denial.principals.some(isEveryone) && (denial.hasOpenCondition || denial.conditions.every(holdsForStrangers))
    );
}

function holdsForStrangers(condition: Condition): boolean {
    const spared = withoutNot(condition);
    return spared === undefined ? isAboutPeople(condition) : limitsCallers(spared) !== "no";
}

/** True for a condition that holds for whoever is no service of AWS. */
function isAboutPeople({ operator, key, values }: Condition): boolean {
    return /^bool(ifexists)?$/.test(operator) && key === "aws:principalisawsservice" && values.texts.includes("false");
}
