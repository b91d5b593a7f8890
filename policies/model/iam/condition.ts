import type { Match } from "../selector";
import type { Value } from "../value";

/** One comparison of a statement's condition; operator and key in lower case. */
export interface Condition {
    readonly operator: string;
    readonly key: string;
    readonly values: Value;
}

/**
 * Comparisons that hold for nothing but what they name. Left out: those that are negated, and `IfExists`, `ForAllValues` and
 * `Null`, which hold for requests that do not have the key at all.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const NAMING = /^(?:foranyvalue:)?(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like)|ipaddress|bool)$/;

/** Comparisons that hold for everything but what they name, requests without the key included. */
const NEGATED =
    /^(?:forallvalues:)?(?:string(?:notequals|notequalsignorecase|notlike)|arnnot(?:equals|like)|notipaddress)(?:ifexists)?$/;

/** Whether a comparison lets through nothing but values of which `isFixed` knows that they are few. */
export function limitsTo(
    { operator, values }: Condition,
    isFixed: (value: string, operator: string) => boolean,
): Match {
    const known = plainTexts(values).map(({ text }) => text);
    if (!NAMING.test(operator) || known.some((value) => !isFixed(value, operator.replace("foranyvalue:", "")))) {
        return "no";
    }
    return values.isIncomplete ? "unknown" : known.length > 0 ? "yes" : "no";
}

/** What a comparison names, numbers and switches as text; parts that are unknown or closed are left out. */
export function plainTexts(values: Value): readonly { readonly text: string; readonly at: Value }[] {
    return values.itemsOrSelf
        .filter((item) => !item.isIncomplete)
        .flatMap((at) => (isPlain(at.known) ? [{ text: String(at.known), at }] : []));
}

function isPlain(data: unknown): boolean {
    return typeof data === "string" || typeof data === "number" || typeof data === "boolean";
}

/** The comparison that whoever a denial under this condition spares must pass; `undefined` where there is none. */
export function withoutNot(condition: Condition): Condition | undefined {
    return NEGATED.test(condition.operator)
        ? { ...condition, operator: condition.operator.replace(/not|ifexists$|^forallvalues:/g, "") }
        : undefined;
}
