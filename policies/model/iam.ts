import type { Value } from "./value";

/** Condition keys that anyone can fulfil, in any account. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set([
    ...["aws:securetransport", "s3:tlsversion", "aws:currenttime", "aws:epochtime"],
    ...["aws:multifactorauthpresent", "aws:multifactorauthage"],
]);

/** One statement of an IAM policy document, its fields as written. */
export class Statement {
    constructor(readonly value: Value) {}

    /** True when the statement is certain to allow something. */
    get allows(): boolean {
        return this.value.key("Effect").text === "Allow";
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

    /** Who may act: `*` for everyone, else an identifier with its type (`AWS`, `Service`, `Federated`). */
    get principals(): readonly { readonly type: string; readonly id: Value }[] {
        const principal = this.value.key("Principal");
        if (principal.text !== undefined) {
            return [{ type: "*", id: principal }];
        }
        return principal.entries.flatMap(([type, ids]) => ids.itemsOrSelf.map((id) => ({ type, id })));
    }

    /** What lets everyone act: a principal `*`, or `NotPrincipal`; none where a condition restricts who. */
    get everyone(): readonly Value[] {
        if (!this.allows || this.restrictions.length > 0) {
            return [];
        }
        const named = this.principals.filter(({ type, id }) => (type === "*" || type === "AWS") && id.text === "*");
        const others = this.value.key("NotPrincipal");
        return [...(others.present ? [others] : []), ...named.map(({ id }) => id)];
    }

    /** The conditions that say who may act or on what, and not how and when alone. */
    get restrictions(): readonly { readonly operator: string; readonly key: string; readonly values: Value }[] {
        return this.conditions.filter(({ key }) => !CIRCUMSTANCES.has(key));
    }

    /** Conditions as operator, key and accepted values; operators and keys are compared without regard to case. */
    get conditions(): readonly { readonly operator: string; readonly key: string; readonly values: Value }[] {
        return this.value.key("Condition").entries.flatMap(([operator, keys]) =>
            keys.entries.map(([key, values]) => ({
                operator: operator.toLowerCase(),
                key: key.toLowerCase(),
                values,
            })),
        );
    }
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
