import { actionsLike, type KnownAction } from "./actions";
import type { PolicyStatement } from "./evaluate";

/** Keys that every request has, whatever its action. */
const GLOBAL_KEY =
    /^aws:(SourceAccount|SourceArn|PrincipalArn|PrincipalAccount|RequestedRegion|SecureTransport|ResourceAccount)$/i;

/** Keys that come from the token of an identity provider, under the host of its issuer. */
const TOKEN_KEY = /^[a-z0-9-]+(\.[a-z0-9-]+)+:\w+$/;

/** What is wrong with a statement by AWS's service authorization reference, whatever it is for. */
export function faultsOf(statement: PolicyStatement): readonly string[] {
    const known = knownActions(statement);
    return [
        ...known
            .filter(({ actions }) => actions.size === 0)
            .map(({ pattern }) => `${pattern}: there is no such action`),
        ...conditionKeys(statement).flatMap((key) =>
            GLOBAL_KEY.test(key) || (statement.Action === "sts:AssumeRoleWithWebIdentity" && TOKEN_KEY.test(key))
                ? []
                : known
                      .filter(({ actions }) => ![...actions.values()].some(({ keys }) => keys.some(isFor(key))))
                      .map(({ pattern }) => `${pattern}: its requests have no ${key}`),
        ),
    ];
}

/** What is wrong with the resources of a statement in a policy of a role: actions and resources that do not meet. */
export function resourceFaultsOf(statement: PolicyStatement): readonly string[] {
    const resources = [statement.Resource ?? []].flat();
    if (resources.includes("*")) {
        return [];
    }
    const known = knownActions(statement);
    const meets = (resource: string) => (action: KnownAction) => action.resources.some((arn) => overlap(arn, resource));
    return [
        ...known
            .filter(({ actions }) => !resources.some((resource) => [...actions.values()].some(meets(resource))))
            .map(({ pattern }) => `${pattern}: is never asked for any of the resources`),
        ...resources
            .filter((resource) => !known.some(({ actions }) => [...actions.values()].some(meets(resource))))
            .map((resource) => `${resource}: none of the actions is ever asked for it`),
    ];
}

/** The actions that a statement allows on everything though AWS lets them be allowed on some resources. */
export function needlessWildcardsOf(statement: PolicyStatement): readonly string[] {
    if (statement.Effect === "Deny" || ![statement.Resource ?? []].flat().includes("*")) {
        return [];
    }
    return knownActions(statement)
        .filter(({ actions }) => [...actions.values()].some(({ resources }) => resources.length > 0))
        .map(({ pattern }) => pattern);
}

function knownActions({ Action = [] }: PolicyStatement) {
    return [Action]
        .flat()
        .filter((pattern) => !pattern.endsWith(":*") && pattern !== "*")
        .map((pattern) => ({ pattern, actions: actionsLike(pattern) }));
}

function conditionKeys({ Condition = {} }: PolicyStatement): readonly string[] {
    return Object.values(Condition).flatMap((keys) => Object.keys(keys));
}

/** Keys of requests have names without case, and `*` for the key of a tag. */
function isFor(key: string): (known: string) => boolean {
    return (known) => overlap(known.toLowerCase(), key.toLowerCase());
}

/** Whether some text fits two patterns with `*`. */
function overlap(one: string, other: string): boolean {
    if (one === "" || other === "") {
        return /^\*?$/.test(one) && /^\*?$/.test(other);
    }
    if (one[0] === "*") {
        return overlap(one.slice(1), other) || overlap(one, other.slice(1));
    }
    if (other[0] === "*") {
        return overlap(other, one);
    }
    return one[0] === other[0] && overlap(one.slice(1), other.slice(1));
}
