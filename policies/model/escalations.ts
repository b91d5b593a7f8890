import { type Grant, grantsOf, includes } from "./rbac";
import type { Resource } from "./resource";
import type { Value } from "./value";

const RBAC = "rbac.authorization.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";

/** A permission by which its holder gets others. */
export interface Escalation {
    readonly verb: string;
    readonly group: string;
    readonly resource: string;
    /**
     * The names for which it still is one where `resourceNames` limits it; of the others the relation `rbac-named-escalation` knows
     * more. @default all names
     */
    readonly powerful?: RegExp;
    /** True for a resource without a namespace, and for users and groups, on which a Role grants nothing. @default false */
    readonly ofCluster?: true;
}

/** Roles that come with Kubernetes and give others. */
const ROLES = /^(cluster-admin|admin|system:.*)$/;
/** Users and groups of the system, and masters among them. */
const OF_SYSTEM = /^system:/;
/** `create` has no name to limit, so that with names nothing is granted; and what else the names keep within bounds. */
const NOBODY = /^$/;
const WEBHOOKS = ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"];

/**
 * From Kubernetes' own list.
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
 */
export const ESCALATIONS: readonly Escalation[] = [
    ...of(["escalate"], RBAC, ["roles"]),
    ...ofCluster(of(["escalate"], RBAC, ["clusterroles"])),
    // A ClusterRole can be bound in a namespace.
    ...of(["bind"], RBAC, ["roles", "clusterroles"], ROLES),
    ...ofCluster(of(["impersonate"], "", ["users", "groups"], OF_SYSTEM)),
    ...of(["impersonate"], "", ["serviceaccounts"], NOBODY),
    ...ofCluster(of(["impersonate"], "authentication.k8s.io", ["uids", "userextras"], NOBODY)),
    ...of(["create"], "", ["serviceaccounts/token"], NOBODY),
    ...ofCluster(of(["get", "create", "update", "patch", "delete"], "", ["nodes/proxy"])),
    // Over a web socket they need get, over SPDY create.
    ...of(["get", "create"], "", ["pods/exec", "pods/attach"]),
    ...of(["update", "patch"], "", ["pods/ephemeralcontainers"]),
    ...ofCluster(of(["create"], "", ["persistentvolumes"], NOBODY)),
    ...ofCluster(of(["update", "patch"], "certificates.k8s.io", ["certificatesigningrequests/approval"])),
    // Signers of one's own sign for nothing that Kubernetes trusts.
    ...ofCluster(of(["approve"], "certificates.k8s.io", ["signers"], /^(kubernetes\.io\/|\*)/)),
    ...ofCluster(of(["create", "update", "patch"], ADMISSION, WEBHOOKS, NOBODY)),
];

/** What a controller with webhooks needs for their own configuration, whose certificates it renews. */
const BOUNDED: readonly Escalation[] = ofCluster(of(["update", "patch"], ADMISSION, WEBHOOKS));

/** A rule of a role by which its holder gets further permissions. */
interface EscalatingRule {
    readonly rule: Value;
    readonly permissions: readonly string[];
}

/** The rules of a Role or ClusterRole by which its holder gets further permissions, with those. */
export function escalationsOf(role: Resource): readonly EscalatingRule[] {
    return grantsOf(role.props).flatMap(({ rule, grant }) => among(within(role, ESCALATIONS), rule, grant));
}

/** The rules of a role that grant no more than changes of webhook configurations by their names. */
export function boundedEscalationsOf(role: Resource): readonly EscalatingRule[] {
    return grantsOf(role.props)
        .filter(({ rule, grant }) => among(within(role, ESCALATIONS), rule, grant).length === 0)
        .flatMap(({ rule, grant }) => among(within(role, BOUNDED), rule, grant));
}

/** What of these a role can grant. */
function within({ kind }: Resource, escalations: readonly Escalation[]): readonly Escalation[] {
    return kind === "Role" ? escalations.filter(({ ofCluster: isOfCluster }) => isOfCluster !== true) : escalations;
}

function among(escalations: readonly Escalation[], rule: Value, grant: Grant): readonly EscalatingRule[] {
    const granted = escalations.filter((escalation) => isGranted(escalation, grant));
    const names = granted.length > 0 && !grant.isOnAllNames ? ` (${grant.names.join(", ")})` : "";
    return granted.length === 0
        ? []
        : [{ rule, permissions: granted.map(({ verb, resource }) => `${verb} on ${resource}${names}`) }];
}

function isGranted({ verb, group, resource, powerful }: Escalation, grant: Grant): boolean {
    const isForAny = grant.isOnAllNames || powerful === undefined || grant.names.some((name) => powerful.test(name));
    return isForAny && includes(grant, verb, group, resource);
}

function of(
    verbs: readonly string[],
    group: string,
    resources: readonly string[],
    powerful?: RegExp,
): readonly Escalation[] {
    return resources.flatMap((resource) =>
        verbs.map((verb) => ({ verb, group, resource, ...(powerful !== undefined && { powerful }) })),
    );
}

function ofCluster(escalations: readonly Escalation[]): readonly Escalation[] {
    return escalations.map((escalation) => ({ ...escalation, ofCluster: true }));
}
