import type * as pulumi from "@pulumi/pulumi";
import type { EksClusterConfig } from "../config/sections/cluster";
import type { NamespaceConfig } from "../namespaces/namespace-schema";

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
    readonly policy: EksClusterConfig["access"][string]["policy"] | "admin-view";
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

/** Gathers what the `cluster.access` and `namespaces.*.team` of a stack say about each principal. */
export function accessGrants(
    access: EksClusterConfig["access"],
    namespaces: Readonly<Record<string, NamespaceConfig>>,
): AccessGrant[] {
    const teams = Object.values(namespaces).flatMap(({ team }) => (team ? [team] : []));
    const entries = Object.values(access);
    const principals = new Set([
        ...entries.map(({ principalArn }) => principalArn),
        ...teams.flatMap((team) => team.principals),
    ]);
    const names = new Set([...principals].map(principalName));
    return [...principals].map((principalArn) => ({
        name: principalName(principalArn),
        formerName: formerName(principalName(principalArn), names),
        principalArn,
        groups: [...new Set(teams.filter((team) => team.principals.includes(principalArn)).map(({ group }) => group))],
        policies: entries
            .filter((entry) => entry.principalArn === principalArn)
            .map(({ policy, namespaces: scope }) => ({ policy, namespaces: scope })),
    }));
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
