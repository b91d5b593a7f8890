import { escalationsOf } from "../model/escalations";
import { CLUSTER_SCOPE, namespaceOf, objectName } from "../model/identity";
import { type Grant, grantsOf, includes } from "../model/rbac";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import type { Resource } from "../model/resource";
import type { Stack } from "../model/stack";
import type { Value } from "../model/value";

const RBAC = "rbac.authorization.k8s.io";
const [ROLE, CLUSTER_ROLE] = [`${RBAC}/Role`, `${RBAC}/ClusterRole`];
const BINDINGS = [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`];

/** Roles of Kubernetes that give no further permissions; of the others the rule rbac-escalation knows. */
const HARMLESS = /^(edit|view)$/;
const GIVEN = /^(cluster-admin|admin|system:.*)$/;

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping */
export const rbacNamedEscalation: Relation = {
    id: "rbac-named-escalation",
    title: "The roles that may be bound and the accounts that may be acted as, each by its name, give no further permissions.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale:
        "resourceNames limits bind, impersonate and the making of tokens to what it names. What that may do, the holder of the role " +
        "may do.",
    fix: "Name roles and ServiceAccounts without rights to escalate, and declare them beside the role.",
    sources: ["CIS EKS 4.1.8", "KSV-0043"],
    *check(stack) {
        for (const cluster of stack.clusters) {
            for (const role of cluster.ofKind(ROLE, CLUSTER_ROLE)) {
                for (const { rule, grant } of grantsOf(role.props)) {
                    const names = grant.isOnAllNames ? [] : rule.key("resourceNames").items;
                    for (const name of names) {
                        yield* judgeBound(role, grant, name, cluster);
                        yield* judgeAccount(role, grant, name, cluster);
                    }
                }
            }
        }
    },
};

/** A role that may be bound by its name. */
function* judgeBound(role: Resource, grant: Grant, at: Value, stack: Stack): Iterable<RelationFinding> {
    const name = at.text;
    const kinds = [
        ...(includes(grant, "bind", RBAC, "roles") ? [ROLE] : []),
        ...(includes(grant, "bind", RBAC, "clusterroles") ? [CLUSTER_ROLE] : []),
    ];
    if (name === undefined || HARMLESS.test(name) || GIVEN.test(name) || kinds.length === 0) {
        return;
    }
    const own = role.kind === "Role" ? namespaceOf(role) : undefined;
    const bound = stack
        .ofKind(...kinds)
        .filter((other) => isNamed(other, name, other.kind === "Role" ? own : undefined));
    const places = kinds.map((kind) => stack.find(kind, kind === ROLE ? own : CLUSTER_SCOPE, name).match);
    if (bound.length === 0 && places.every((match) => match === "no")) {
        yield findingAt(role, at, `the role may bind ${at}, and no role of that name is here to see what it grants`);
    } else if (bound.length === 0) {
        leaveOpen(role, at, `what the role ${name} grants`);
    }
    for (const permissions of bound.flatMap((other) => powerOf(other))) {
        yield findingAt(role, at, `the role may bind ${at}, which grants ${permissions}`);
    }
}

/** A ServiceAccount that may be impersonated, or whose tokens may be made, by its name. */
function* judgeAccount(role: Resource, grant: Grant, at: Value, stack: Stack): Iterable<RelationFinding> {
    const name = at.text;
    const actsAs =
        includes(grant, "create", "", "serviceaccounts/token") || includes(grant, "impersonate", "", "serviceaccounts");
    if (name === undefined || !actsAs) {
        return;
    }
    const namespace = role.kind === "Role" ? namespaceOf(role) : undefined;
    if (isOfAccount(role, name, namespace, stack)) {
        return;
    }
    const accounts = stack.ofKind("ServiceAccount").filter((account) => isNamed(account, name, namespace));
    if (accounts.length === 0) {
        leaveOpen(role, at, `what the ServiceAccount ${name} may do, which is not here`);
    }
    const bindings = stack.ofKind(...BINDINGS).filter((binding) => binds(binding, name, namespace));
    for (const binding of bindings) {
        for (const permissions of powerBoundBy(binding, role, stack)) {
            yield findingAt(role, at, `the role acts as the ServiceAccount ${at}, which is bound to ${permissions}`);
        }
    }
}

/** An account that may make its own tokens, and nobody else, gets nothing by it. */
function isOfAccount(role: Resource, name: string, namespace: string | undefined, stack: Stack): boolean {
    const own = stack.ofKind(...BINDINGS).filter(({ props }) => props.at("roleRef.name").text === objectName(role));
    const isAlone = ({ props }: Resource) => props.key("subjects").items.length === 1;
    return own.length > 0 && own.every((binding) => isAlone(binding) && binds(binding, name, namespace));
}

function isNamed(object: Resource, name: string, namespace: string | undefined): boolean {
    return objectName(object) === name && (namespace === undefined || namespaceOf(object) === namespace);
}

function binds(binding: Resource, name: string, namespace: string | undefined): boolean {
    return binding.props.key("subjects").items.some((subject) => {
        const own = subject.key("namespace").text ?? namespaceOf(binding);
        return (
            subject.key("kind").text === "ServiceAccount" &&
            subject.key("name").text === name &&
            (namespace === undefined || own === namespace)
        );
    });
}

/** What a binding gives that leads to more, the role in question left out. */
function powerBoundBy(binding: Resource, role: Resource, stack: Stack): readonly string[] {
    const [kind, name] = [binding.props.at("roleRef.kind").text, binding.props.at("roleRef.name").text];
    if (name === undefined || kind === undefined) {
        return [];
    }
    if (kind === "ClusterRole" && GIVEN.test(name)) {
        return [name];
    }
    return stack
        .ofKind(`${RBAC}/${kind}`)
        .filter((other) => other !== role && isNamed(other, name, kind === "Role" ? namespaceOf(binding) : undefined))
        .flatMap((other) => powerOf(other))
        .map((permissions) => `${name}, which grants ${permissions}`);
}

/** What a role grants by which its holder gets more, everything included. */
function powerOf(role: Resource): readonly string[] {
    return escalationsOf(role).map(({ permissions }) => permissions.slice(0, 3).join(", "));
}
