import type { Match } from "./selector";
import type { Value } from "./value";

/** Condition keys that anyone can fulfil, in any account. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set([
    ...["aws:securetransport", "s3:tlsversion", "aws:currenttime", "aws:epochtime"],
    ...["aws:multifactorauthpresent", "aws:multifactorauthage"],
]);

/** An identifier with its type: `AWS`, `Service`, `Federated`, or `*` where the identifier stands alone. */
export interface Principal {
    readonly type: string;
    readonly id: Value;
}

/** One comparison of a statement's condition; operator and key in lower case. */
export interface Condition {
    readonly operator: string;
    readonly key: string;
    readonly values: Value;
}

/** One statement of an IAM policy document, its fields as written. */
export class Statement {
    constructor(readonly value: Value) {}

    /** True when the statement is certain to allow something. */
    get allows(): boolean {
        return this.value.key("Effect").text === "Allow";
    }

    /** True when the statement is certain to deny something. */
    get denies(): boolean {
        return this.value.key("Effect").text === "Deny";
    }

    get actions(): readonly string[] {
        return this.value.key("Action").texts;
    }

    /** True for a statement that allows all actions but a few. */
    get allowsAllBut(): boolean {
        return this.value.key("NotAction").present;
    }

    /** True when the statement is about every resource: `*`, or all but a few. */
    get onEveryResource(): boolean {
        return this.value.key("Resource").texts.some(isEverything) || this.value.key("NotResource").present;
    }

    /**
     * True when the statement is about every resource of one kind, in one account and region or in all.
     *
     * @param kind of the ARN, for example `role`
     */
    onEvery(service: string, kind: string): boolean {
        return (
            this.value.key("Resource").texts.some((pattern) => coversEvery(pattern, service, kind)) ||
            this.value.key("NotResource").present
        );
    }

    /** True when the statement names an action, by itself or by a wildcard that it matches. */
    covers(action: string): boolean {
        return this.actions.some((pattern) => matchesPattern(pattern, action));
    }

    /** True when the statement is certain to be about an action: it names it, or is about all actions but others. */
    isAbout(action: string): boolean {
        const others = this.value.key("NotAction");
        return (
            this.covers(action) ||
            (others.present && !others.isIncomplete && !others.texts.some((pattern) => matchesPattern(pattern, action)))
        );
    }

    /**
     * Whether the statement is about a principal: one that it names, anyone at all, or anyone but those of `NotPrincipal`.
     *
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
     */
    concerns(type: string, id: string): Match {
        const field = this.value.key("NotPrincipal");
        const named = field.present ? principalsIn(field) : this.principals;
        const isNamed = named.some(
            (one) => isEveryone(one) || (one.type === type && !one.id.isUnknown && one.id.text === id),
        );
        if (isNamed) {
            return field.present ? "no" : "yes";
        }
        const isOpen =
            field.isUnknown || this.value.key("Principal").isUnknown || named.some((one) => one.id.isUnknown);
        return isOpen ? "unknown" : field.present ? "yes" : "no";
    }

    /** Who may act: `*` for everyone, else an identifier with its type (`AWS`, `Service`, `Federated`). */
    get principals(): readonly Principal[] {
        return principalsIn(this.value.key("Principal"));
    }

    /** What lets everyone act: a principal `*`, or `NotPrincipal`; none where a condition restricts who. */
    get everyone(): readonly Value[] {
        if (!this.allows || this.restrictions.length > 0) {
            return [];
        }
        const named = this.principals.filter(isEveryone);
        const others = this.value.key("NotPrincipal");
        return [...(others.present ? [others] : []), ...named.map(({ id }) => id)];
    }

    /** The conditions that say who may act or on what, and not how and when alone. */
    get restrictions(): readonly Condition[] {
        return this.conditions.filter(isRestriction);
    }

    /** True when the statement is certain to hold whatever the circumstances. */
    get isUnconditional(): boolean {
        const condition = this.value.key("Condition");
        return !condition.isUnknown && condition.entries.length === 0;
    }

    /** Conditions as operator, key and accepted values; operators and keys are compared without regard to case. */
    get conditions(): readonly Condition[] {
        return this.value.key("Condition").entries.flatMap(([operator, keys]) =>
            keys.entries.map(([key, values]) => ({
                operator: operator.toLowerCase(),
                key: key.toLowerCase(),
                values,
            })),
        );
    }
}

function principalsIn(field: Value): readonly Principal[] {
    return field.text === undefined
        ? field.entries.flatMap(([type, ids]) => ids.itemsOrSelf.map((id) => ({ type, id })))
        : [{ type: "*", id: field }];
}

/** True for `*` by itself and among accounts, which mean the same. */
export function isEveryone({ type, id }: Principal): boolean {
    return (type === "*" || type === "AWS") && !id.isUnknown && id.text === "*";
}

/** True for a comparison that not everyone, in any account, can fulfil. */
export function isRestriction({ key }: Condition): boolean {
    return !CIRCUMSTANCES.has(key);
}

/**
 * The statements of a policy document: an object or its JSON text, one statement or a list. None when it is unknown.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function statementsOf(document: Value): readonly Statement[] {
    return document
        .parsed()
        .key("Statement")
        .itemsOrSelf.map((statement) => new Statement(statement));
}

/** Whether an IAM pattern, with `*` and `?`, matches a text. IAM compares actions without regard to case. */
export function matchesPattern(pattern: string, text: string): boolean {
    const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*/g, ".*")
        .replace(/\?/g, ".");
    return new RegExp(`^${source}$`, "is").test(text);
}

/** Whether an ARN pattern takes in every resource of a kind: `*`, `arn:aws:iam::*:role/*`, one account's `role/*`. */
function coversEvery(pattern: string, service: string, kind: string): boolean {
    const [, partition = "", , region = "", account = ""] = pattern.split(":");
    return matchesPattern(pattern, ["arn", partition, service, region, account, `${kind}/any of all names`].join(":"));
}

/** `*`, and what means the same: `**`, `?*`, `*:*` for actions, `arn:aws:*` for resources. */
export function isEverything(pattern: string): boolean {
    return /^(arn:(aws[\w-]*:)?)?[*?:]*\*[*?:]*$/i.test(pattern);
}
