/** Whether an IAM pattern, with `*` and `?`, matches a text. IAM compares actions without regard to case. */
export function matchesPattern(pattern: string, text: string): boolean {
    const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*+/g, ".*")
        .replace(/\?/g, ".");
    return new RegExp(`^${source}$`, "is").test(text);
}

/** `*`, and what means the same: `**`, `?*`, `*:*` for actions, `arn:aws:*` for resources. */
export function isEverything(pattern: string): boolean {
    return /^(arn:(aws[\w-]*:)?)?[*?:]*\*[*?:]*$/i.test(pattern);
}

/** Whether a resource pattern takes in all that an account has, in one region or in all. */
export function coversAccount(pattern: string): boolean {
    const parts = arnParts(pattern);
    return isEverything(pattern) || (parts !== undefined && isWild(parts.service) && isWild(parts.resource));
}

/**
 * What a policy variable stands for where the resource decides it, and not whoever calls.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resource-properties
 */
const OF_THE_RESOURCE = /\$\{aws:resource(?:account|orgid)\}/gi;

/** True for a text that stands for itself alone: without wildcards, and without variables that the caller fills. */
export function isLiteral(text: string): boolean {
    return text !== "" && !/[*?]|\$\{/.test(text.replace(OF_THE_RESOURCE, "0"));
}

/** The parts of an ARN or of a pattern for one; `undefined` when it has fewer than six. */
export function arnParts(pattern: string): ArnParts | undefined {
    const parts = pattern.replace(OF_THE_RESOURCE, "0").split(":");
    // `arn:aws:iam::*`: a wildcard at the end matches the parts that are left out, too.
    const rest = parts.length > 2 && isWild(parts.at(-1) ?? "") ? Array<string>(6).fill("*") : [];
    const [, , service, , account, ...resource] = [...parts, ...rest.slice(parts.length)];
    return service === undefined || account === undefined || resource.length === 0
        ? undefined
        : { service, account, resource: resource.join(":") };
}

interface ArnParts {
    readonly service: string;
    readonly account: string;
    readonly resource: string;
}

/** Whether an ARN pattern takes in every resource of a kind: `*`, `arn:aws:iam::*:role/*`, one account's `role/*`. */
export function coversEvery(pattern: string, service: string, kind: string): boolean {
    const [, partition = "", , region = "", account = ""] = pattern.split(":");
    return matchesPattern(pattern, ["arn", partition, service, region, account, `${kind}/any of all names`].join(":"));
}

/** The kinds whose resources are what a service is about, where its ARNs name kinds. */
const MAIN_KINDS: Readonly<Record<string, readonly string[]>> = {
    autoscaling: ["autoScalingGroup"],
    backup: ["backup-vault"],
    cloudformation: ["stack"],
    dynamodb: ["table"],
    ec2: ["instance", "volume"],
    ecr: ["repository"],
    ecs: ["cluster", "service"],
    eks: ["cluster"],
    elasticfilesystem: ["file-system"],
    elasticloadbalancing: ["loadbalancer"],
    es: ["domain"],
    events: ["rule", "event-bus"],
    glacier: ["vaults"],
    iam: ["role", "user", "policy"],
    kinesis: ["stream"],
    kms: ["key"],
    lambda: ["function"],
    logs: ["log-group"],
    rds: ["db", "cluster"],
    route53: ["hostedzone"],
    secretsmanager: ["secret"],
    ssm: ["parameter"],
    states: ["stateMachine"],
};

/** Whether a resource pattern takes in all that a service has, in one account or region or in all. */
export function coversService(pattern: string, service: string): boolean {
    const parts = arnParts(pattern);
    if (parts === undefined || !matchesPattern(parts.service, service)) {
        return isEverything(pattern);
    }
    const kinds = (Object.hasOwn(MAIN_KINDS, service) ? MAIN_KINDS[service] : undefined) ?? [];
    const [kind = "", names] = splitAtFirst(parts.resource);
    return isWild(parts.resource) || (names !== undefined && isWild(names) && kinds.includes(kind));
}

/** True for wildcards that any text matches, with the marks that part names. */
export function isWild(text: string): boolean {
    return /^[*?:/]*\*[*?:/]*$/.test(text);
}

/** The text before and after the first `/` or `:`. */
function splitAtFirst(text: string): readonly [string, string?] {
    const at = text.search(/[/:]/);
    return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
