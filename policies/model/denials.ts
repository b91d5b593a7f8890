import { type Condition, isEveryone, isEverything, isRestriction, matchesPattern, type Statement } from "./iam";

/** Whether a denial of the document leaves what a statement allows to those that it names, or to nobody. */
export function isNarrowed(statement: Statement, document: readonly Statement[]): boolean {
    return denialsOf(statement, document).some(leavesFew);
}

/**
 * The comparisons that whoever a statement lets in must pass: its own, and those without which a denial stops everyone. A
 * denial under several conditions stops nobody who fails one of them, so that it compares nothing for certain.
 *
 * @param action what they do. @default everything that the statement allows
 */
export function comparisonsOf(
    statement: Statement,
    document: readonly Statement[],
    action?: string,
): readonly Condition[] {
    const denied = denialsOf(statement, document, action)
        .filter((denial) => denial.conditions.length === 1 && statement.principals.every((one) => stops(denial, one)))
        .flatMap(({ conditions }) => conditions)
        .filter(({ operator }) => NEGATED.test(operator));
    return [...statement.conditions, ...denied.map(withoutNot)];
}

/** What passes a denial is certain to have the key, with or without `IfExists`: a missing one is denied by both. */
function withoutNot(condition: Condition): Condition {
    return { ...condition, operator: condition.operator.replace("not", "").replace(/ifexists$/, "") };
}

/** Comparisons that are true of everything but what is named, a missing key included. */
const NEGATED = /^((string|arn)not(equals|equalsignorecase|like)|notipaddress)(ifexists)?$/;

/** The denials about every resource of a statement, and about one action or all of its actions. */
function denialsOf(statement: Statement, document: readonly Statement[], action?: string): readonly Statement[] {
    return document.filter((other) => other.denies && takesIn(other, statement, action));
}

function takesIn(denial: Statement, { value, actions }: Statement, action?: string): boolean {
    const isAboutActions =
        action === undefined && value.key("NotAction").present
            ? denial.actions.some(isEverything)
            : (action === undefined ? actions : [action]).every((one) => denial.isAbout(one));
    const denied = denial.value.key("Resource").texts;
    const isAboutResources = value
        .key("Resource")
        .texts.every((resource) => denied.some((pattern) => matchesPattern(pattern, resource)));
    return isAboutActions && isAboutResources && !value.key("NotResource").present;
}

/** An unknown condition may be one that leaves few. */
function leavesFew(denial: Statement): boolean {
    const condition = denial.value.key("Condition");
    if (denial.value.key("NotPrincipal").present) {
        return denial.isUnconditional || condition.isUnknown;
    }
    return (
        denial.principals.some(isEveryone) &&
        (condition.isUnknown || denial.conditions.every((one) => NEGATED.test(one.operator) && isRestriction(one)))
    );
}

function stops(denial: Statement, { type, id }: Statement["principals"][number]): boolean {
    return id.text !== undefined && denial.concerns(type, id.text) === "yes";
}
