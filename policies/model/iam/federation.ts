import type { Match } from "../selector";
import type { Value } from "../value";
import { type Condition, limitsTo, plainTexts } from "./condition";
import { comparisonsOf } from "./denials";
import { isLiteral } from "./patterns";
import type { Statement } from "./statement";
import { isOneWorkload } from "./subjects";

/** What the tokens of an issuer must be compared with. */
interface Issuer {
    readonly action: string;
    /** Groups of claims; of each group one must have a fixed value. The first of a group is the usual one. */
    readonly claims: readonly (readonly string[])[];
}

const WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity";

/** Who issues tokens to anyone at all, or for the users of an application, so that other claims than usual count. */
const ISSUERS: readonly (readonly [host: RegExp, claims: Issuer["claims"]])[] = [
    // One audience is one identity pool or application, and its users are many by intention.
    [/^cognito-identity\.amazonaws\.com(\/|$)/, [["aud"]]],
    [/^www\.amazon\.com(\/|$)/, [["app_id", "user_id"]]],
    [/^graph\.facebook\.com(\/|$)/, [["app_id", "id"]]],
    // AWS reads `azp` as `aud`: one application, or one service account. What is in `oaud` anyone may ask for.
    [/^accounts\.google\.com(\/|$)/, [["aud", "sub"]]],
    [/^token\.actions\.githubusercontent\.com|\/_services\/token$/, [["sub", "repository", "repository_id"], ["aud"]]],
    [/^oidc\.circleci\.com(\/|$)/, [["sub", "oidc.circleci.com/project-id"], ["aud"]]],
];

/** Every issuer that is not known for something else. */
const USUAL: Issuer["claims"] = [["sub"], ["aud"]];

function issuerOf(provider: string): Issuer {
    const [, kind = "", name = ""] = /:(oidc|saml)-provider\/(.+)$/.exec(provider) ?? [];
    if (kind === "saml") {
        // Who is who, the provider's own directory says.
        return { action: "sts:AssumeRoleWithSAML", claims: [["saml:aud"]] };
    }
    const host = name === "" ? provider : name;
    return { action: WEB_IDENTITY, claims: ISSUERS.find(([pattern]) => pattern.test(host))?.[1] ?? USUAL };
}

/** A comparison that is missing or lets more in than one workload: where it should be, and what is wrong. */
export interface OpenToken {
    readonly at: Value;
    readonly message: string;
}

/**
 * What a statement of a trust policy does not compare of the tokens of its providers. Tokens of one issuer are for anyone
 * unless their subject and audience are compared.
 */
export function* openTokens(statement: Statement, document: readonly Statement[]): Iterable<OpenToken> {
    const claims = new Map(
        statement.principals
            .filter(({ type }) => type === "Federated")
            .flatMap(({ id }) => (id.text === undefined ? [] : [issuerOf(id.text)]))
            .filter(({ action }) => statement.isAbout(action))
            .flatMap((issuer) => issuer.claims.map((group) => [group.join(), group] as const)),
    );
    if (claims.size === 0 || statement.hasOpenCondition) {
        return;
    }
    const conditions = comparisonsOf(statement, document);
    for (const group of claims.values()) {
        yield* openClaim(statement, group, conditions);
    }
}

function* openClaim(
    { value }: Statement,
    group: readonly string[],
    conditions: readonly Condition[],
): Iterable<OpenToken> {
    const tests = conditions.flatMap((condition) => {
        const claim = group.find((one) => isKeyOf(condition.key, one));
        return claim === undefined ? [] : [{ condition, claim, isOpen: opennessOf(claim) }];
    });
    const limits = tests.map(({ condition, isOpen }) =>
        limitsTo(condition, (text, operator) => !isOpen(text, operator)),
    );
    if (limits.some((limit: Match) => limit !== "no")) {
        return;
    }
    const open = tests.flatMap(({ condition, claim, isOpen }) =>
        plainTexts(condition.values)
            .filter(({ text }) => isOpen(text, condition.operator))
            .map(({ at }) => ({ at, claim })),
    );
    for (const { at, claim } of open) {
        yield { at, message: `${keyOf(claim)} of the token is compared with ${at}; allowed: ${allowed(claim)}` };
    }
    if (open.length === 0) {
        yield {
            at: value.key("Condition"),
            message: `the trust policy does not compare ${keyOf(group[0] ?? "")} of the token`,
        };
    }
}

/** The end of the condition key that compares a claim; those of SAML are whole keys. */
function keyOf(claim: string): string {
    return claim.startsWith("saml:") ? claim : `:${claim}`;
}

function isKeyOf(key: string, claim: string): boolean {
    return claim.startsWith("saml:") ? key === claim : key.endsWith(`:${claim}`);
}

function allowed(claim: string): string {
    return claim === "sub" ? "one workload" : "a fixed value";
}

/** Which values of a claim leave more than one workload. Without wildcards in the operator, `*` is a text like others. */
function opennessOf(claim: string): (text: string, operator: string) => boolean {
    const isFixed = claim === "sub" ? isOneWorkload : claim === "saml:aud" ? isSignIn : isLiteral;
    return (text, operator) =>
        /^(foranyvalue:)?stringequals/.test(operator) ? isWildOrVariable(text) : !isFixed(text);
}

function isWildOrVariable(text: string): boolean {
    return /^[*?]*$|\$\{/.test(text);
}

/** The address of AWS's sign-in, in one region or any. */
function isSignIn(text: string): boolean {
    return (
        isLiteral(text) ||
        /^https:\/\/[\w*-]*\.?signin\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/saml/.test(text)
    );
}
