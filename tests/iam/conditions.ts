/**
 * IAM's conditions, written from AWS's description of them and from nothing in `policies/`: a condition holds where one of its values
 * matches, for a negated operator where none does.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */

/** What a request carries: keys in lower case. A list is a key with several values. */
export type RequestContext = ReadonlyMap<string, string | readonly string[]>;

/** The conditions of a statement: values by key, by operator. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Whether all of a statement's conditions hold for a request. */
export function conditionsHold(conditions: Conditions | undefined, context: RequestContext): boolean {
    return Object.entries(conditions ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, values]) => holds(operator, key, [values].flat(), context)),
    );
}

function holds(name: string, key: string, values: readonly string[], context: RequestContext): boolean {
    const [, quantifier, base = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
    const value = context.get(key.toLowerCase());
    if (base === "Null") {
        return (value === undefined) === (String(values[0]) === "true");
    }
    const isNegated = /Not/.test(base);
    if (value === undefined) {
        return ifExists !== undefined || quantifier === "ForAllValues" || (isNegated && quantifier !== "ForAnyValue");
    }
    const one = (actual: string) =>
        values.some((wanted) => matches(base.replace("Not", ""), String(wanted), actual, context)) !== isNegated;
    const all = typeof value === "string" ? [value] : value;
    return quantifier === "ForAnyValue" ? all.some(one) : all.every(one);
}

/** A variable in a policy's text. */
const PLACEHOLDER = /\$\{([^}]+)\}/g;

/** Expressions of patterns without variables. */
const expressions = new Map<string, RegExp | undefined>();

/** Whether a text fits a pattern of a policy: `*` for any text, `?` for one character, variables for what the request has. */
export function isLike(pattern: string, text: string, context: RequestContext): boolean {
    if (pattern.includes("${")) {
        return expressionOf(pattern, context)?.test(text) ?? false;
    }
    if (!expressions.has(pattern)) {
        expressions.set(pattern, expressionOf(pattern, context));
    }
    return expressions.get(pattern)?.test(text) ?? false;
}

/** Whether an ARN fits the pattern of one, part by part: a wildcard reaches no further than its part, but for the last. */
export function isArnLike(pattern: string, arn: string, context: RequestContext): boolean {
    if (pattern === "*") {
        return true;
    }
    const [patterns, parts] = [partsOf(pattern), partsOf(arn)];
    return patterns.length === 6 && parts.every((part, index) => isLike(patterns[index] ?? "", part, context));
}

function matches(operator: string, wanted: string, actual: string, context: RequestContext): boolean {
    switch (operator) {
        case "StringEquals":
            return fill(wanted, context) === actual;
        case "Bool":
            return wanted.toLowerCase() === actual.toLowerCase();
        case "StringEqualsIgnoreCase":
            return fill(wanted, context)?.toLowerCase() === actual.toLowerCase();
        case "StringLike":
            return isLike(wanted, actual, context);
        case "ArnLike":
        case "ArnEquals":
            return isArnLike(wanted, actual, context);
        case "IpAddress":
            return isInRange(wanted, actual);
        case "NumericEquals":
            return Number(actual) === Number(wanted);
        case "NumericLessThan":
            return Number(actual) < Number(wanted);
        case "NumericLessThanEquals":
            return Number(actual) <= Number(wanted);
        case "NumericGreaterThan":
            return Number(actual) > Number(wanted);
        case "NumericGreaterThanEquals":
            return Number(actual) >= Number(wanted);
        default:
            throw new Error(`no such operator: ${operator}`);
    }
}

/** The text with the values of its variables; undefined where the request lacks one and no default is given: nothing matches then. */
function fill(text: string, context: RequestContext): string | undefined {
    let isComplete = true;
    const filled = text.replace(PLACEHOLDER, (_, name: string) => {
        const value = variableValue(name, context);
        isComplete &&= value !== undefined;
        return value ?? "";
    });
    return isComplete ? filled : undefined;
}

/** `${*}`, `${?}` and `${$}` are these characters; `${key, 'text'}` has a default. */
function variableValue(name: string, context: RequestContext): string | undefined {
    if (["*", "?", "$"].includes(name)) {
        return name;
    }
    const [, key = "", fallback] = /^([^,]+?)\s*(?:,\s*'([^']*)')?$/.exec(name) ?? [];
    const value = context.get(key.toLowerCase());
    return typeof value === "string" ? value : fallback;
}

/** The pattern as an expression; undefined where the request lacks the value of a variable: nothing fits then. */
function expressionOf(pattern: string, context: RequestContext): RegExp | undefined {
    let isComplete = true;
    const source = pattern.replace(/\$\{([^}]+)\}|[\s\S]/gu, (text, name: string | undefined) => {
        if (name !== undefined) {
            const value = variableValue(name, context);
            isComplete &&= value !== undefined;
            return literally(value ?? "");
        }
        return text === "*" ? "[\\s\\S]*" : text === "?" ? "[\\s\\S]" : literally(text);
    });
    return isComplete ? new RegExp(`^${source}$`, "u") : undefined;
}

function literally(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function partsOf(arn: string): readonly string[] {
    const parts = arn.split(":");
    return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
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
