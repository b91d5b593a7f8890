import { type Conditions, conditionsHold, isArnLike, isLike, type RequestContext } from "./conditions";

/**
 * Whether IAM allows a request, written from AWS's description of it and from nothing in `policies/`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */

type Values = string | readonly string[];

/** One statement of a policy, as its JSON has it. */
export interface PolicyStatement {
    readonly Sid?: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: "*" | Readonly<Record<string, Values>>;
    readonly NotPrincipal?: "*" | Readonly<Record<string, Values>>;
    readonly Action?: Values;
    readonly NotAction?: Values;
    readonly Resource?: Values;
    readonly NotResource?: Values;
    readonly Condition?: Conditions;
}

/** A policy, as its JSON has it. */
export interface PolicyDocument {
    readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

/**
 * Who asks: a role's session by the role's ARN or a user, a service of AWS by its host name, a token of an identity provider by its ARN,
 * or nobody that AWS knows.
 */
export interface Caller {
    readonly kind: "AWS" | "Service" | "Federated" | "Anonymous";
    readonly id: string;
}

/** What is asked for. */
export interface Request {
    readonly caller: Caller;
    /** Such as `ec2:CreateVolume`. */
    readonly action: string;
    /** ARN of what it is done to; `*` for an action that knows no resources. */
    readonly resource: string;
    /** Account of the resource. */
    readonly account: string;
    readonly context: RequestContext;
}

/** All policies that are looked at. */
export interface Policies {
    /** Of the caller. @default none */
    readonly identity?: readonly PolicyDocument[];
    /** What bounds the caller. @default nothing */
    readonly boundary?: PolicyDocument | undefined;
    /** What bounds the caller's session. @default nothing */
    readonly session?: PolicyDocument | undefined;
    /** Of the resource: that of a key, a bucket, a file system, or the trust of a role. @default none */
    readonly resource?: PolicyDocument | undefined;
}

/** Whether a request is allowed. */
export function isAllowed(request: Request, policies: Policies): boolean {
    const { identity = [], boundary, session, resource } = policies;
    const bounds = [boundary, session].filter((document) => document !== undefined);
    const ofCaller = (document: PolicyDocument) => verdict(document, request, () => "itself");
    const ofResource = resource && verdict(resource, request, (statement) => namedBy(statement, request));
    if ([...identity, ...bounds].some((document) => ofCaller(document).denied) || ofResource?.denied) {
        return false;
    }
    const isBounded = bounds.every((document) => ofCaller(document).allowed.has("itself"));
    const byIdentity = isBounded && identity.some((document) => ofCaller(document).allowed.has("itself"));
    const byResource = ofResource?.allowed ?? new Set();
    if (request.caller.kind !== "AWS") {
        return byResource.has("itself");
    }
    if (accountOf(request.caller.id) !== request.account) {
        return byIdentity && byResource.size > 0;
    }
    if (byResource.has("itself") && isBounded) {
        return true;
    }
    // A key or a role that has not left the decision to its account opens to nobody by the account's policies.
    return byIdentity && (!DECIDE_ALONE.test(request.action) || byResource.has("account"));
}

/** Whether statements allow a request of which all of them speak, whoever makes it. */
export function statementsAllow(
    statements: readonly Pick<PolicyStatement, "Effect" | "Condition">[],
    context: RequestContext,
): boolean {
    const effects = statements
        .filter(({ Condition }) => conditionsHold(Condition, context))
        .map(({ Effect }) => Effect);
    return effects.includes("Allow") && !effects.includes("Deny");
}

/** Actions on resources whose own policy must agree. */
const DECIDE_ALONE = /^(kms:(?!List(Keys|Aliases)$|CreateKey$)|sts:AssumeRole)/;

/** How a resource's policy names a caller: itself, or by leaving the decision to the caller's account. */
type Naming = "itself" | "account";

interface Verdict {
    readonly denied: boolean;
    readonly allowed: ReadonlySet<Naming>;
}

function verdict(
    { Statement }: PolicyDocument,
    request: Request,
    naming: (statement: PolicyStatement) => Naming | undefined,
): Verdict {
    let denied = false;
    const allowed = new Set<Naming>();
    for (const statement of Array.isArray(Statement) ? Statement : [Statement]) {
        const named = naming(statement);
        if (named === undefined || !covers(statement, request)) {
            continue;
        }
        if (statement.Effect === "Deny") {
            denied = true;
        } else {
            allowed.add(named);
        }
    }
    return { denied, allowed };
}

/** Whether a statement speaks of the request, whoever makes it. */
function covers(
    statement: PolicyStatement,
    { action, resource, context }: Omit<Request, "caller" | "account">,
): boolean {
    const { Action, NotAction, Resource, NotResource, Condition } = statement;
    const asked = action.toLowerCase();
    const isAction = (pattern: string) => isLike(pattern.toLowerCase(), asked, noContext);
    const isResource = (pattern: string) => pattern === "*" || isArnLike(pattern, resource, context);
    return (
        (NotAction === undefined ? list(Action).some(isAction) : !list(NotAction).some(isAction)) &&
        // A trust policy has no resource: it is the role's own.
        (NotResource === undefined
            ? Resource === undefined || list(Resource).some(isResource)
            : !list(NotResource).some(isResource)) &&
        conditionsHold(Condition, context)
    );
}

const noContext: RequestContext = new Map();

function list(values: Values | undefined): readonly string[] {
    return typeof values === "string" ? [values] : (values ?? []);
}

function namedBy({ Principal, NotPrincipal }: PolicyStatement, { caller }: Request): Naming | undefined {
    if (NotPrincipal !== undefined) {
        return namedIn(NotPrincipal, caller) === undefined ? "itself" : undefined;
    }
    return Principal === undefined ? undefined : namedIn(Principal, caller);
}

function namedIn(principal: "*" | Readonly<Record<string, Values>>, { kind, id }: Caller): Naming | undefined {
    if (principal === "*") {
        return "itself";
    }
    const named = new Map(Object.entries(principal)).get(kind === "Anonymous" ? "AWS" : kind) ?? [];
    const namings = [named].flat().map((one): Naming | undefined => {
        if (one === id || one === "*") {
            return "itself";
        }
        const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(one)?.[1];
        return kind === "AWS" && account !== undefined && account === accountOf(id) ? "account" : undefined;
    });
    return namings.find((naming) => naming === "itself") ?? namings.find((naming) => naming !== undefined);
}

function accountOf(arn: string): string | undefined {
    return arn.split(":")[4];
}
