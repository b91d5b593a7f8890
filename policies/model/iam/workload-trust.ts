import { holdsUnknown } from "../known";
import type { Value } from "../value";
import type { Condition } from "./condition";
import { comparisonsOf } from "./denials";
import { matchesPattern } from "./patterns";
import { isEveryone, type Statement, statementsOf } from "./statement";

const POD_IDENTITY_SERVICE = "pods.eks.amazonaws.com";
const POD_IDENTITY_ACTIONS = ["sts:AssumeRole", "sts:TagSession"];
const WEB_IDENTITY_ACTION = "sts:AssumeRoleWithWebIdentity";

/** True when a trust policy names the service that hands roles to pods, so that the role is meant for it. */
export function namesPodIdentity(trust: Value): boolean {
    return podIdentityStatements(trust).some(({ principals }) =>
        principals.some(({ type, id }) => type === "Service" && id.text === POD_IDENTITY_SERVICE),
    );
}

/** True when a trust policy allows the service that hands roles to pods anything, by its name or along with everyone. */
export function trustsPodIdentity(trust: Value): boolean {
    return podIdentityStatements(trust).length > 0;
}

/**
 * What EKS Pod Identity must be allowed to do with a role and is not.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function missingPodIdentityActions(trust: Value): readonly string[] {
    const statements = podIdentityStatements(trust);
    const actor = { type: "Service", id: POD_IDENTITY_SERVICE };
    return POD_IDENTITY_ACTIONS.filter(
        (action) => !statements.some((statement) => statement.isAbout(action)) || isDenied(trust, action, actor, {}),
    );
}

interface Actor {
    readonly type: string;
    readonly id: string;
}

/** What is known of a token, by the end of the condition key that compares it. */
type Claims = Readonly<Record<string, string>>;

/** True where a statement is certain to deny an action, which no other statement can allow again. */
function isDenied(trust: Value, action: string, { type, id }: Actor, claims: Claims): boolean {
    return statementsOf(trust).some(
        (statement) =>
            statement.denies &&
            statement.isAbout(action) &&
            statement.concerns(type, id) === "yes" &&
            (statement.isUnconditional ||
                (statement.conditions.length > 0 && statement.conditions.every((one) => holds(one, claims)))),
    );
}

/** True where a condition is certain to hold for a token; what it compares else is not known. */
function holds({ operator, key, values }: Condition, claims: Claims): boolean {
    const match = /^(?:foranyvalue:)?string(not)?(equals|like)(?:ifexists)?$/.exec(operator);
    const claim = Object.keys(claims).find((end) => key.endsWith(end));
    if (match === null || claim === undefined || values.isIncomplete) {
        return false;
    }
    const text = claims[claim] ?? "";
    const isListed = values.texts.some((value) => (match[2] === "like" ? matchesPattern(value, text) : value === text));
    return isListed === (match[1] === undefined);
}

function podIdentityStatements(trust: Value): readonly Statement[] {
    return statementsOf(trust).filter(
        (statement) => statement.allows && statement.concerns("Service", POD_IDENTITY_SERVICE) === "yes",
    );
}

/**
 * What keeps a ServiceAccount from the role of its annotation, or others from being kept from it.
 *
 * @param audience who the account's tokens are for
 */
export function webIdentityFault(
    trust: Value,
    namespace: string,
    account: string,
    audience: string,
): string | undefined {
    const document = statementsOf(trust);
    const statements = document.filter(
        (statement) => statement.allows && statement.isAbout(WEB_IDENTITY_ACTION) && providersOf(statement).length > 0,
    );
    if (statements.length === 0) {
        return `the role's trust policy does not allow ${WEB_IDENTITY_ACTION} to an OIDC provider`;
    }
    const subject = `system:serviceaccount:${namespace}:${account}`;
    const claims = { ":sub": subject, ":aud": audience };
    const open = statements.filter((statement) =>
        providersOf(statement).some((id) => !isDenied(trust, WEB_IDENTITY_ACTION, { type: "Federated", id }, claims)),
    );
    if (open.length === 0) {
        return `the role's trust policy denies ${WEB_IDENTITY_ACTION} to ${subject}`;
    }
    const comparisons = open.map((statement) => comparisonsOf(statement, document, WEB_IDENTITY_ACTION));
    const fitting = comparisons.filter((conditions) => compares(conditions, ":sub", subject));
    if (fitting.length === 0) {
        return `the role's trust policy does not compare :sub with ${subject}`;
    }
    return fitting.some((conditions) => compares(conditions, ":aud", audience))
        ? undefined
        : `the role's trust policy does not compare :aud with ${audience}`;
}

/** The OIDC providers that a statement names; an empty name stands for all of them. */
function providersOf({ principals, value }: Statement): readonly string[] {
    if (value.key("NotPrincipal").present || principals.some(isEveryone)) {
        return [""];
    }
    return principals.flatMap(({ type, id }) =>
        type === "Federated" && /oidc-provider\//.test(id.text ?? "") ? (id.text ?? []) : [],
    );
}

function compares(conditions: readonly Condition[], claim: string, wanted: string): boolean {
    return conditions.some(
        ({ operator, key, values }) =>
            /^(foranyvalue:)?string(equals|like)$/.test(operator) &&
            key.endsWith(claim) &&
            values.texts.includes(wanted),
    );
}

/** True when a part of a trust policy is unknown, so that what it lacks may yet be there. */
export function isOpenTrust(trust: Value): boolean {
    return holdsUnknown(trust.parsed());
}
