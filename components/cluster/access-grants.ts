import type * as pulumi from "@pulumi/pulumi";
import { ownValue } from "../../core/own-value";
import type { EksClusterConfig } from "../config/sections/cluster";
import type { NamespaceConfig } from "../namespaces/namespace-schema";
import { OPERATORS } from "../namespaces/operator-access";

type Entry = EksClusterConfig["access"][string];
type Namespaces = Readonly<Record<string, NamespaceConfig>>;

/** Policies that are access policies of EKS; the others are membership in groups to which roles of the cluster are bound. */
type EksPolicy = Exclude<Entry["policy"], "operator" | "developer"> | "admin-view";

/** What one IAM principal may do in the cluster. EKS takes one access entry for each, so its teams and policies are gathered. */
export interface AccessGrant {
    /** Account, path and name of the principal, such as `111122223333-developers`: unique, and stable when other grants change. */
    readonly name: string;
    /** The name that earlier versions gave it; undefined where that is the name of another principal now, whose resource it is then. */
    readonly formerName: string | undefined;
    /** ARN of the IAM role or user. */
    readonly principalArn: pulumi.Input<string>;
    /** What kind of principal it is: nodes outside of AWS get their groups from EKS. @default `STANDARD` */
    readonly type?: "STANDARD" | "HYBRID_LINUX";
    /** Kubernetes groups of its teams. */
    readonly groups: readonly string[];
    /** What it may do beyond its groups. */
    readonly policies: readonly AccessPolicy[];
}

/** An EKS access policy, in the whole cluster or in some namespaces. */
export interface AccessPolicy {
    /** How much it allows. */
    readonly policy: EksPolicy;
    /** The namespaces in which it holds; undefined for the whole cluster. */
    readonly namespaces: readonly string[] | undefined;
}

/**
 * What the roles of the pipeline may do in the cluster. A preview compares the stack's Secrets, and Helm keeps releases in some, which
 * no policy that reads less than everything reads. An update makes roles and namespaces, which is an administrator's.
 */
export function pipelineGrants(previewRole: pulumi.Input<string>, deployRole: pulumi.Input<string>): AccessGrant[] {
    const grant = (name: string, principalArn: pulumi.Input<string>, policy: AccessPolicy["policy"]): AccessGrant => ({
        name,
        formerName: undefined,
        principalArn,
        groups: [],
        policies: [{ policy, namespaces: undefined }],
    });
    return [
        grant("pipeline-preview", previewRole, "admin-view"),
        grant("pipeline-deploy", deployRole, "cluster-admin"),
    ];
}

/** What the roles of nodes outside of AWS may do: join. */
export function remoteNodeGrants(nodeRoles: readonly string[]): AccessGrant[] {
    return nodeRoles.map((principalArn) => ({
        name: principalName(principalArn),
        formerName: undefined,
        principalArn,
        type: "HYBRID_LINUX",
        groups: [],
        policies: [],
    }));
}

/** Gathers what the `cluster.access` and `namespaces.*.team` of a stack say about each principal that exists. */
export function accessGrants(access: EksClusterConfig["access"], namespaces: Namespaces): AccessGrant[] {
    const teams = Object.values(namespaces).flatMap(({ team }) => (team ? [team] : []));
    const entries = Object.values(access);
    const principals = new Set([
        ...entries.flatMap(({ principalArn }) => principalArn ?? []),
        ...teams.flatMap((team) => team.principals),
    ]);
    const names = new Set([...principals].map(principalName));
    return [...principals].map((principalArn) => {
        const own = entries.filter((entry) => entry.principalArn === principalArn);
        const ofTeams = teams.filter((team) => team.principals.includes(principalArn)).map(({ group }) => group);
        return {
            name: principalName(principalArn),
            formerName: formerName(principalName(principalArn), names),
            principalArn,
            groups: [...new Set([...ofTeams, ...own.flatMap((entry) => groupsOf(entry, namespaces))])],
            policies: own.flatMap(policiesOf),
        };
    });
}

/**
 * What the roles may do that the stack makes for entries.
 *
 * @param arns ARNs of the roles by the entries' names
 */
export function roleGrants(
    access: EksClusterConfig["access"],
    namespaces: Namespaces,
    arns: ReadonlyMap<string, pulumi.Input<string>>,
): AccessGrant[] {
    return [...arns].flatMap(([name, principalArn]) => {
        const entry = ownValue(access, name);
        return entry === undefined
            ? []
            : [
                  {
                      // No account has a colon, so that it is no other principal's.
                      name: `role:${name}`,
                      formerName: undefined,
                      principalArn,
                      groups: [...new Set(groupsOf(entry, namespaces))],
                      policies: policiesOf(entry),
                  },
              ];
    });
}

function groupsOf({ policy, namespaces = [] }: Entry, settings: Namespaces): string[] {
    const ofTeams = () => namespaces.flatMap((namespace) => ownValue(settings, namespace)?.team?.group ?? []);
    return policy === "operator" ? [OPERATORS] : policy === "developer" ? ofTeams() : [];
}

function policiesOf({ policy, namespaces }: Entry): AccessPolicy[] {
    return policy === "operator" || policy === "developer" ? [] : [{ policy, namespaces }];
}

/** Neither a colon nor a slash can be part of the name of a role or user, so that no two principals share one. */
function principalName(arn: string): string {
    const [, , , , account = "", resource = ""] = arn.split(":");
    return `${account}-${resource.replace(/^(role|user)\//, (_, kind) => (kind === "user" ? "user:" : ""))}`;
}

function formerName(name: string, names: ReadonlySet<string>): string | undefined {
    const former = name.replace(/user:/, "").replaceAll("/", "-");
    return former !== name && names.has(former) ? undefined : former;
}
