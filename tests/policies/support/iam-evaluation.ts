/**
 * IAM's own evaluation of one policy for one request, written from AWS's description of it and from nothing in `policies/`:
 * a request is allowed where a statement allows it and none denies it; a statement holds where all of its conditions hold; a
 * condition holds where one of its values matches, for a negated operator where none does.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */

/** What a request carries: keys in lower case. A list is a key with several values. */
export type RequestContext = ReadonlyMap<string, string | readonly string[]>;

export interface PolicyStatement {
    readonly Effect: "Allow" | "Deny";
    readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Whether statements for everyone allow a request, of an action and resource that all of them name. */
export function isAllowed(statements: readonly PolicyStatement[], context: RequestContext): boolean {
    const applies = ({ Condition }: PolicyStatement) =>
        Object.entries(Condition).every(([operator, keys]) =>
            Object.entries(keys).every(([key, values]) => holds(operator, key, values, context)),
        );
    const effects = statements.filter(applies).map(({ Effect }) => Effect);
    return effects.includes("Allow") && !effects.includes("Deny");
}

function holds(name: string, key: string, values: readonly string[], context: RequestContext): boolean {
    const [, quantifier, base = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
    const value = context.get(key.toLowerCase());
    if (base === "Null") {
        return (value === undefined) === (values[0] === "true");
    }
    const isNegated = /Not/.test(base);
    if (value === undefined) {
        return ifExists !== undefined || quantifier === "ForAllValues" || (isNegated && quantifier !== "ForAnyValue");
    }
    const one = (actual: string) =>
        values.some((wanted) => matches(base.replace("Not", ""), fill(wanted, context), actual)) !== isNegated;
    const all = typeof value === "string" ? [value] : value;
    return quantifier === "ForAnyValue" ? all.some(one) : all.every(one);
}

/** A policy variable takes the value of the request's key; without one nothing matches. */
function fill(wanted: string, context: RequestContext): string {
    return wanted.replace(/\$\{([^}]+)\}/g, (_, key: string) => {
        const value = context.get(key.toLowerCase());
        return typeof value === "string" ? value : "\u0000";
    });
}

function matches(operator: string, wanted: string, actual: string): boolean {
    switch (operator) {
        case "StringEquals":
        case "Bool":
            return wanted === actual;
        case "StringEqualsIgnoreCase":
            return wanted.toLowerCase() === actual.toLowerCase();
        case "StringLike":
            return isLike(wanted, actual);
        case "ArnLike":
        case "ArnEquals": {
            const [patterns, parts] = [partsOf(wanted), partsOf(actual)];
            return (
                wanted === "*" ||
                (patterns.length === 6 && parts.every((part, index) => isLike(patterns[index] ?? "", part)))
            );
        }
        case "IpAddress":
            return isInRange(wanted, actual);
        default:
            throw new Error(`no such operator: ${operator}`);
    }
}

function partsOf(arn: string): readonly string[] {
    const parts = arn.split(":");
    return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** `*` for any text, `?` for one character, by trying every way. */
function isLike(pattern: string, text: string): boolean {
    const [first, rest] = [pattern[0], pattern.slice(1)];
    if (first === undefined) {
        return text === "";
    }
    if (first === "*") {
        return isLike(rest, text) || (text !== "" && isLike(pattern, text.slice(1)));
    }
    return text !== "" && (first === "?" || first === text[0]) && isLike(rest, text.slice(1));
}

/** IPv4 alone, bit by bit. */
function isInRange(block: string, address: string): boolean {
    const bits = (text: string) =>
        text
            .split(".")
            .map((part) => Number(part).toString(2).padStart(8, "0"))
            .join("");
    const [base = "", prefix = "32"] = block.split("/");
    return bits(base).slice(0, Number(prefix)) === bits(address).slice(0, Number(prefix));
}
