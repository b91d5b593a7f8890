import { matchesPattern, type Statement, statementsOf } from "./iam";
import type { Value } from "./value";

const POD_IDENTITY_SERVICE = "pods.eks.amazonaws.com";
const POD_IDENTITY_ACTIONS = ["sts:AssumeRole", "sts:TagSession"];
const WEB_IDENTITY_ACTION = "sts:AssumeRoleWithWebIdentity";

/** True when a trust policy names the service that hands roles to pods. */
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
    return POD_IDENTITY_ACTIONS.filter(
        (action) =>
            !statements.some((statement) => statement.covers(action)) ||
            isDenied(trust, action, ({ type, id }) => type === "Service" && id.text === POD_IDENTITY_SERVICE),
    );
}

type Principal = Statement["principals"][number];

/** True where a statement denies an action under no condition, which no other statement can allow again. */
function isDenied(trust: Value, action: string, isActor: (principal: Principal) => boolean): boolean {
    return statementsOf(trust).some((statement) => {
        const condition = statement.value.key("Condition");
        const others = statement.value.key("NotAction");
        return (
            statement.value.key("Effect").text === "Deny" &&
            !condition.isUnknown &&
            condition.entries.length === 0 &&
            statement.principals.some((principal) => principal.id.text === "*" || isActor(principal)) &&
            (statement.covers(action) ||
                (statement.allowsAllBut && !others.texts.some((pattern) => matchesPattern(pattern, action))))
        );
    });
}

function podIdentityStatements(trust: Value): readonly Statement[] {
    return statementsOf(trust).filter(
        (statement) =>
            statement.allows &&
            statement.principals.some(({ type, id }) => type === "Service" && id.text === POD_IDENTITY_SERVICE),
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
    const statements = statementsOf(trust).filter(
        (statement) =>
            statement.allows && statement.covers(WEB_IDENTITY_ACTION) && statement.principals.some(isOidcProvider),
    );
    if (statements.length === 0) {
        return `the role's trust policy does not allow ${WEB_IDENTITY_ACTION} to an OIDC provider`;
    }
    if (isDenied(trust, WEB_IDENTITY_ACTION, isOidcProvider)) {
        return `the role's trust policy denies ${WEB_IDENTITY_ACTION}`;
    }
    const subject = `system:serviceaccount:${namespace}:${account}`;
    const fitting = statements.filter((statement) => compares(statement, ":sub", subject));
    if (fitting.length === 0) {
        return `the role's trust policy does not compare :sub with ${subject}`;
    }
    return fitting.some((statement) => compares(statement, ":aud", audience))
        ? undefined
        : `the role's trust policy does not compare :aud with ${audience}`;
}

function isOidcProvider({ type, id }: Principal): boolean {
    return type === "Federated" && /oidc-provider\//.test(id.text ?? "");
}

function compares({ conditions }: Statement, claim: string, wanted: string): boolean {
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

function holdsUnknown(value: Value): boolean {
    return value.isUnknown || value.items.some(holdsUnknown) || value.entries.some(([, child]) => holdsUnknown(child));
}
