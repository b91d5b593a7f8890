import {
    isOpenTrust,
    missingPodIdentityActions,
    namesPodIdentity,
    trustsPodIdentity,
    webIdentityFault,
} from "../model/iam/workload-trust";
import { labelOf, namespaceOf, objectName } from "../model/identity";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import type { Resource } from "../model/resource";
import { any, type Match, not } from "../model/selector";
import type { Stack } from "../model/stack";
import { StackRoles } from "../model/stack-roles";
import type { Value } from "../model/value";

const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";
const AUDIENCE_ANNOTATION = "eks.amazonaws.com/audience";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html */
export const podIdentity: Relation = {
    id: "pod-identity",
    title: "ServiceAccounts, their pod identity associations and the trust of their roles agree.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale:
        "AWS and Kubernetes each know one half. Where they disagree the pods run with the role of the node or with " +
        "none, and an association for a ServiceAccount that is not there waits for whoever makes one of that name. " +
        "With both mechanisms on one account, which of them counts depends on the version of the AWS SDK.",
    fix:
        "Name an existing namespace and ServiceAccount in one association; let the role trust pods.eks.amazonaws.com " +
        "with sts:AssumeRole and sts:TagSession, or, for the annotation, the OIDC provider with the account's :sub and :aud.",
    sources: ["CIS EKS 5.2.1", "CKV_AWS_358", "kyverno require-aws-node-irsa"],
    *check(stack) {
        const roles = new StackRoles(stack);
        for (const role of roles.roles) {
            yield* judgePodIdentityRole(role);
        }
        const associations = stack.ofType(ASSOCIATION);
        for (const association of associations) {
            yield* judgeAssociation(association, stack, roles);
        }
        yield* duplicates(associations);
        const associated = new Set(associations.flatMap((association) => keyOf(association) ?? []));
        const isOneCluster = stack.clusters.length === 1;
        for (const account of stack.ofKind("ServiceAccount")) {
            yield* judgeAccount(account, roles, associated, isOneCluster);
        }
    },
};

/** A role that trusts the service at all is meant for it. */
function* judgePodIdentityRole(role: Resource): Iterable<RelationFinding> {
    const trust = role.props.key("assumeRolePolicy");
    if (namesPodIdentity(trust)) {
        const missing = missingPodIdentityActions(trust);
        if (missing.length > 0 && isOpenTrust(trust)) {
            leaveOpen(role, trust);
        } else if (missing.length > 0) {
            yield findingAt(role, trust, `pods.eks.amazonaws.com is not allowed ${missing.join(" and ")}`);
        }
    }
}

function* judgeAssociation(association: Resource, stack: Stack, roles: StackRoles): Iterable<RelationFinding> {
    const { props } = association;
    const [namespace, account, roleArn] = [props.key("namespace"), props.key("serviceAccount"), props.key("roleArn")];
    if (namespace.text !== undefined && account.text !== undefined) {
        yield* judgeTarget(association, namespace.text, account, stack);
    }
    const role = roles.find(roleArn);
    if (role === "unknown") {
        leaveOpen(association, roleArn);
    } else if (role !== "foreign") {
        const trust = role.props.key("assumeRolePolicy");
        const fault = trustsPodIdentity(trust)
            ? namesPodIdentity(trust)
                ? []
                : missingPodIdentityActions(trust).map((action) => `does not allow pods.eks.amazonaws.com ${action}`)
            : ["does not trust pods.eks.amazonaws.com"];
        if (fault.length > 0 && isOpenTrust(trust)) {
            leaveOpen(association, roleArn);
        } else if (fault.length > 0) {
            yield findingAt(association, roleArn, `the role ${labelOf(role)} ${fault.join(" and ")}`);
        }
    }
}

function* judgeTarget(
    association: Resource,
    namespace: string,
    account: Value,
    stack: Stack,
): Iterable<RelationFinding> {
    const missing =
        account.text === "default"
            ? "no"
            : inEach(stack, (cluster) => {
                  const name = account.text ?? "";
                  const found = any([
                      cluster.find("ServiceAccount", namespace, name).match,
                      cluster.makes("ServiceAccount", namespace, name),
                  ]);
                  return found === "no" ? cluster.mustHold("ServiceAccount", namespace) : not(found);
              });
    if (missing === "unknown") {
        leaveOpen(association, account);
    } else if (missing === "yes") {
        yield findingAt(association, account, `there is no ServiceAccount ${account} in the namespace ${namespace}`);
    }
}

/** An association names its cluster as AWS calls it, and objects theirs by a provider: where clusters differ it may be any. */
function inEach(stack: Stack, judge: (cluster: Stack) => Match): Match {
    const [first = "no", ...others] = stack.clusters.map(judge);
    return others.every((match) => match === first) ? first : "unknown";
}

/** EKS takes one association for an account of a cluster. */
function* duplicates(associations: readonly Resource[]): Iterable<RelationFinding> {
    const first = new Map<string, Resource>();
    for (const association of [...associations].sort(byName)) {
        const key = keyOf(association);
        const cluster = association.props.key("clusterName");
        if (key === undefined || cluster.isUnknown) {
            continue;
        }
        const other = first.get(`${cluster.text}/${key}`);
        if (other === undefined) {
            first.set(`${cluster.text}/${key}`, association);
        } else {
            const message = `the ServiceAccount ${key} has another association, ${labelOf(other)}`;
            yield findingAt(association, association.props.key("serviceAccount"), message);
        }
    }
    for (const association of associations.filter(({ props }) => props.key("clusterName").isUnknown)) {
        if (associations.some((other) => other !== association && keyOf(other) === keyOf(association))) {
            leaveOpen(association, association.props.key("clusterName"));
        }
    }
}

function* judgeAccount(
    account: Resource,
    roles: StackRoles,
    associated: ReadonlySet<string>,
    isOneCluster: boolean,
): Iterable<RelationFinding> {
    const [namespace, name] = [namespaceOf(account), objectName(account)];
    const arn = account.props.at("metadata.annotations").key(ROLE_ANNOTATION);
    if (!arn.isStated || arn.text === "") {
        return;
    }
    if (namespace === undefined || name === undefined) {
        leaveOpen(account, account.props.at(namespace === undefined ? "metadata.namespace" : "metadata.name"));
        return;
    }
    if (associated.has(`${namespace}/${name}`) && !isOneCluster) {
        leaveOpen(account, arn);
    } else if (associated.has(`${namespace}/${name}`)) {
        yield findingAt(account, arn, "the account has a pod identity association and the annotation of IRSA");
    }
    const role = roles.find(arn);
    if (role === "unknown") {
        leaveOpen(account, arn);
    } else if (role !== "foreign") {
        const trust = role.props.key("assumeRolePolicy");
        const audience = account.props.at("metadata.annotations").key(AUDIENCE_ANNOTATION);
        const fault = webIdentityFault(trust, namespace, name, audience.text ?? "sts.amazonaws.com");
        if (fault !== undefined && (isOpenTrust(trust) || audience.isUnknown)) {
            leaveOpen(account, arn);
        } else if (fault !== undefined) {
            yield findingAt(account, arn, `${fault} (${labelOf(role)})`);
        }
    }
}

/** Namespace and name of the account, where they are known. */
function keyOf({ props }: Resource): string | undefined {
    const [namespace, account] = [props.key("namespace"), props.key("serviceAccount")];
    return namespace.isUnknown || account.isUnknown ? undefined : `${namespace.text}/${account.text}`;
}

function byName(one: Resource, other: Resource): number {
    const [a, b] = [one.name ?? "", other.name ?? ""];
    return a < b ? -1 : a > b ? 1 : 0;
}
