import { compare } from "../../core/compare";
import type { Access, Grant, Principal } from "../model/access";
import { inputAt, listOf, type StackResource, textOf, valueAt } from "../stack-resource";
import { boundGrants } from "./bindings";
import { policyAllows, policyName } from "./eks-policies";
import { trustText } from "./trust-text";

const CLUSTER = "aws:eks/cluster:Cluster";
const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const PROVIDER = "aws:eks/identityProviderConfig:IdentityProviderConfig";

/** Who may use the Kubernetes API of a stack's cluster, for what, and by which links, from the resources of the stack alone. */
export function accessOf(resources: readonly StackResource[]): Access {
    const bound = boundGrants(resources);
    const entries = resources.filter(({ type }) => type === ENTRY);
    const people = entries.map((entry) => entryPrincipal(entry, resources, bound));
    const groups = new Set(entries.flatMap(groupsOf));
    const strangers = [...bound].filter(([name]) => !groups.has(name)).map(([name, grants]) => stranger(name, grants));
    return {
        principals: [
            ...creators(resources),
            ...people.toSorted((one, other) => compare(one.id, other.id)),
            ...nodes(resources),
            ...strangers.toSorted((one, other) => compare(one.id, other.id)),
        ],
        undetermined: undetermined(resources, entries, bound),
    };
}

/** EKS makes whoever creates a cluster its administrator, for ever, unless it is told not to; no resource says so. */
function creators(resources: readonly StackResource[]): Principal[] {
    return resources
        .filter(({ type }) => type === CLUSTER)
        .filter((cluster) => inputAt(cluster, "accessConfig", "bootstrapClusterCreatorAdminPermissions") !== false)
        .map((cluster) => ({
            id: "creator",
            kind: "creator",
            name: "the identity that created the cluster",
            trust: [],
            grants: [
                {
                    allows: ["everything"],
                    because: [
                        `the creation of ${textOf(inputAt(cluster, "name")) ?? "the cluster"} (bootstrapClusterCreatorAdminPermissions)`,
                        policyName("AmazonEKSClusterAdminPolicy"),
                    ],
                },
            ],
        }));
}

function entryPrincipal(
    entry: StackResource,
    resources: readonly StackResource[],
    bound: ReadonlyMap<string, readonly Grant[]>,
): Principal {
    const arn = principalOf(entry);
    const isMachine = (textOf(inputAt(entry, "type")) ?? "STANDARD") !== "STANDARD";
    const byPolicy = resources
        .filter((resource) => resource.type === ASSOCIATION && principalOf(resource) === arn)
        .map(policyGrant);
    const byGroup = groupsOf(entry).flatMap((group) => bound.get(group) ?? []);
    const joins: Grant = {
        allows: ["join as a node"],
        because: [`access entry of the type ${String(inputAt(entry, "type"))}`],
    };
    return {
        id: arn,
        kind: isMachine ? "nodes" : "iam",
        name: shortName(arn),
        trust: resources.flatMap((resource) =>
            resource.type === "aws:iam/role:Role" && textOf(resource.outputs.arn) === arn
                ? trustText(textOf(inputAt(resource, "assumeRolePolicy")) ?? "")
                : [],
        ),
        grants: [
            ...byPolicy,
            ...byGroup.map((grant) => ({ ...grant, because: ["access entry", ...grant.because] })),
            ...(isMachine ? [joins] : []),
        ],
    };
}

function policyGrant(association: StackResource): Grant {
    const arn = textOf(inputAt(association, "policyArn")) ?? "";
    const namespaces = listOf(inputAt(association, "accessScope", "namespaces"))?.map(String);
    const isLimited = inputAt(association, "accessScope", "type") === "namespace";
    return {
        allows: [policyAllows(arn)],
        ...(isLimited && namespaces && { namespaces }),
        because: ["access entry", policyName(arn)],
    };
}

/** EKS lets the roles of managed node groups in by itself. */
function nodes(resources: readonly StackResource[]): Principal[] {
    const roles = resources
        .filter(({ type }) => type === NODE_GROUP)
        .flatMap((group) => textOf(inputAt(group, "nodeRoleArn")) ?? []);
    return [...new Set(roles)].map((arn) => ({
        id: arn,
        kind: "nodes",
        name: shortName(arn),
        trust: [],
        grants: [{ allows: ["join as a node"], because: ["EKS, for the role of a managed node group"] }],
    }));
}

function stranger(name: string, grants: readonly Grant[]): Principal {
    return { id: `group:${name}`, kind: "group", name, trust: [], grants: [...grants] };
}

function undetermined(
    resources: readonly StackResource[],
    entries: readonly StackResource[],
    bound: ReadonlyMap<string, readonly Grant[]>,
): string[] {
    const unbound = entries.flatMap((entry) =>
        groupsOf(entry)
            .filter((group) => !bound.has(group))
            .map(
                (group) =>
                    `${shortName(principalOf(entry))} is in the group ${group}, to which the stack binds nothing.`,
            ),
    );
    const modes = resources
        .filter(({ type }) => type === CLUSTER)
        .flatMap((cluster) => textOf(valueAt(cluster.inputs, ["accessConfig", "authenticationMode"])) ?? [])
        .filter((mode) => mode !== "API")
        .map(
            (mode) =>
                `The cluster's authentication mode is ${mode}: the ConfigMap aws-auth lets others in, and is not read.`,
        );
    const providers = resources
        .filter(({ type }) => type === PROVIDER)
        .map(
            (provider) =>
                `Who is in which group of ${String(inputAt(provider, "oidc", "issuerUrl"))} is known there alone.`,
        );
    return [...unbound, ...modes, ...providers];
}

function groupsOf(entry: StackResource): string[] {
    return (listOf(inputAt(entry, "kubernetesGroups")) ?? []).map(String);
}

function principalOf(resource: StackResource): string {
    return textOf(inputAt(resource, "principalArn")) ?? "a principal that only an update makes known";
}

/** `role/teams/store of 111122223333`. */
function shortName(arn: string): string {
    const [, , , , account, resource] = arn.split(":");
    return account === undefined || resource === undefined ? arn : `${resource} of ${account}`;
}
