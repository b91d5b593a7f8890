import type { Match } from "../selector";
import type { Value } from "../value";
import type { Condition } from "./condition";
import { coversAccount, coversEvery, isEverything, matchesPattern } from "./patterns";

/** An identifier with its type: `AWS`, `Service`, `Federated`, or `*` where the identifier stands alone. */
export interface Principal {
    readonly type: string;
    readonly id: Value;
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

    /** The actions of a statement about all others. */
    get otherActions(): readonly string[] {
        return this.value.key("NotAction").texts;
    }

    /** True for a statement that allows all actions but a few. */
    get allowsAllBut(): boolean {
        return this.value.key("NotAction").present && !this.otherActions.some(isEverything);
    }

    get resources(): readonly string[] {
        return this.value.key("Resource").texts;
    }

    /** Where the statement says what it is about. */
    get on(): Value {
        return this.value.key(this.value.key("NotResource").present ? "NotResource" : "Resource");
    }

    /** True when the statement is about every resource: `*`, all of an account, or all but a few. */
    get onEveryResource(): boolean {
        return this.resources.some(coversAccount) || this.onAllBut;
    }

    /** True when the statement is about all resources but a few. */
    get onAllBut(): boolean {
        return this.value.key("NotResource").present && !this.otherResources.some(isEverything);
    }

    /** The resources of a statement about all others. */
    get otherResources(): readonly string[] {
        return this.value.key("NotResource").texts;
    }

    /**
     * True when the statement is about every resource of one kind, in one account and region or in all.
     *
     * @param kind of the ARN, for example `role`
     */
    onEvery(service: string, kind: string): boolean {
        return (
            this.resources.some((pattern) => coversEvery(pattern, service, kind)) ||
            (this.onAllBut && !this.otherResources.some((pattern) => coversEvery(pattern, service, kind)))
        );
    }

    /** True when the statement is certain to be about an action: it names it, or is about all actions but others. */
    isAbout(action: string): boolean {
        const others = this.value.key("NotAction");
        const isAmong = (pattern: string) => matchesPattern(pattern, action);
        return this.actions.some(isAmong) || (others.present && !others.isIncomplete && !others.texts.some(isAmong));
    }

    /** True for a statement that no action is beyond, on no resource: what such a policy makes of somebody is an administrator. */
    get isAboutEverything(): boolean {
        return this.onEveryResource && (this.allowsAllBut || this.actions.some(isEverything));
    }

    /**
     * Whether the statement is about a principal: one that it names, anyone at all, or anyone but those of `NotPrincipal`.
     *
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
     */
    concerns(type: string, id: string): Match {
        const field = this.value.key("NotPrincipal");
        const named = field.present ? principalsIn(field) : this.principals;
        const isNamed = named.some((one) => isAnyone(one, type) || (one.type === type && one.id.text === id));
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

    /** True when one of those whom `NotPrincipal` leaves out is such a one. */
    spares(isSuch: (principal: Principal) => boolean): boolean {
        return principalsIn(this.value.key("NotPrincipal")).some(isSuch);
    }

    /** True when the statement is certain to hold whatever the circumstances. */
    get isUnconditional(): boolean {
        const condition = this.value.key("Condition");
        return !condition.isUnknown && condition.entries.length === 0;
    }

    /** True when there may be conditions that only an update can tell. */
    get hasOpenCondition(): boolean {
        const condition = this.value.key("Condition");
        return condition.isIncomplete || condition.entries.some(([, keys]) => keys.isIncomplete);
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

    /**
     * True for a denial about every resource of another statement, and about one action or all of its actions.
     *
     * @param action @default all actions of the other
     */
    takesIn({ value, actions, resources }: Statement, action?: string): boolean {
        const isAboutActions =
            action === undefined && value.key("NotAction").present
                ? this.actions.some(isEverything)
                : (action === undefined ? actions : [action]).every((one) => this.isAbout(one));
        const isAboutResources = resources.every((resource) =>
            this.resources.some((pattern) => matchesPattern(pattern, resource)),
        );
        return this.denies && isAboutActions && isAboutResources && !value.key("NotResource").present;
    }
}

function principalsIn(field: Value): readonly Principal[] {
    return field.text === undefined
        ? field.entries.flatMap(([type, ids]) => ids.itemsOrSelf.map((id) => ({ type, id })))
        : [{ type: "*", id: field }];
}

/** True for `*` by itself, which is anyone, and among accounts, services or providers, which is anyone of them. */
export function isEveryone({ id }: Principal): boolean {
    return id.text === "*";
}

/** True where everyone of a type is meant; `*` among accounts stands for services and providers, too. */
function isAnyone(principal: Principal, type: string): boolean {
    return isEveryone(principal) && ["*", "AWS", type].includes(principal.type);
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
