import * as z from "zod";
import { ownValue } from "../../../core/own-value";
import type { NamespaceConfig } from "../../namespaces/namespace-schema";
import { dnsLabel, iamPrincipalArn } from "../../schema/fields";
import { type Report, within } from "../../schema/report";
import { checkPartition } from "../partition";
import type { SectionContext } from "../section-context";

const oidcProviderArn = z.string().regex(/^arn:aws(-[a-z]+)*:iam::\d{12}:oidc-provider\/[\w.-]+(\/[\w.-]+)*$/, {
    error: "the ARN of an identity provider of the account, for example arn:aws:iam::111122223333:oidc-provider/gitlab.com",
});

const permissionSet = z.strictObject({
    account: z
        .string()
        .regex(/^\d{12}$/, { error: "the twelve digits of an account, in quotes" })
        .describe("The account in which people have the permission set."),
    name: z
        .string()
        .regex(/^[\w+=,.@-]{1,32}$/, { error: "the name of a permission set, at most 32 characters" })
        .describe("Name of the permission set in IAM Identity Center."),
});

const gitlab = z.strictObject({
    provider: oidcProviderArn.describe("The account's identity provider for this GitLab."),
    project: z
        .string()
        .regex(/^[\w.-]+(\/[\w.-]+)+$/, {
            error: "the path of one project, without wildcards, for example acme/platform",
        })
        .describe("Path of the project."),
    branch: z
        .string()
        .regex(/^[\w.-]+(\/[\w.-]+)*$/, { error: "the name of one branch, without wildcards, for example main" })
        .default("main")
        .describe("The branch whose pipelines are let in; protect it."),
    audience: z.string().min(1).default("sts.amazonaws.com").describe("The audience of the jobs' `id_tokens`."),
});

const trustSchema = z
    .strictObject({
        principals: z.array(iamPrincipalArn).default([]).describe("IAM roles and users that may assume the role."),
        permissionSets: z
            .array(permissionSet)
            .default([])
            .describe("People who have one of these permission sets of IAM Identity Center (SSO)."),
        gitlab: gitlab.optional().describe("Pipelines of one branch of a project of GitLab. Default: none."),
    })
    .refine(({ principals, permissionSets, gitlab }) => principals.length + permissionSets.length > 0 || gitlab, {
        error: "at least one of principals, permissionSets and gitlab",
    });

const POLICIES = ["cluster-admin", "admin", "edit", "view", "operator", "developer"] as const;

/** One entry of `cluster.access`. */
export const accessSchema = z.strictObject({
    principalArn: iamPrincipalArn
        .optional()
        .describe(
            "The IAM role or user that is let in. The identity that creates the cluster is its administrator already, unless `creatorIsAdmin` is false: do not list it then. Default: a role that the stack makes, for `trust`.",
        ),
    trust: trustSchema
        .optional()
        .describe(
            "Who may assume the role that the stack makes for this entry. Default: `principalArn` is let in itself.",
        ),
    policy: z
        .enum(POLICIES)
        .describe(
            "What it may do: everything, administer, change or read, as EKS's access policies of these names allow. `operator`: read everything but Secrets, restart and scale workloads, delete and evict pods, cordon nodes. `developer`: what the teams of `namespaces` may.",
        ),
    namespaces: z
        .array(dnsLabel)
        .min(1)
        .optional()
        .describe("Only in these namespaces. Default: in the whole cluster; `developer` needs some."),
});

type Access = Readonly<Record<string, z.output<typeof accessSchema>>>;

/** Reports what is wrong with who is let in. */
export function checkAccessEntries(
    access: Access,
    creatorIsAdmin: boolean,
    context: SectionContext,
    report: Report,
): void {
    for (const [name, entry] of Object.entries(access)) {
        checkWho(entry, context.resolved("region"), within(report, name));
        checkWhere(entry, context.parsed("namespaces"), within(report, name));
    }
    const others = Object.values(access).some(({ policy, namespaces }) => policy === "cluster-admin" && !namespaces);
    if (!creatorIsAdmin && !others && context.parsed("pipeline") === undefined) {
        report(
            [],
            access,
            "an entry with policy cluster-admin for the whole cluster, where creatorIsAdmin is false: else nobody could put anything into it, this update included",
            "Add one for the role that runs up, or the section pipeline.",
        );
    }
}

type Entry = Access[string];

function checkWho({ principalArn, trust }: Entry, region: string | undefined, report: Report): void {
    if ((principalArn === undefined) === (trust === undefined)) {
        const received = principalArn === undefined ? undefined : { principalArn, trust };
        report([], received, "either principalArn or trust", "Name a principal, or say who may assume a new role.");
    }
    if (principalArn !== undefined) {
        checkPartition(principalArn, region, ["principalArn"], report);
    }
    for (const [index, arn] of (trust?.principals ?? []).entries()) {
        checkPartition(arn, region, ["trust", "principals", index], report);
    }
}

type Namespaces = Readonly<Record<string, NamespaceConfig>>;

function checkWhere({ policy, namespaces }: Entry, settings: Namespaces | undefined, report: Report): void {
    if (policy === "operator" && namespaces !== undefined) {
        const allowed = "nothing for an operator, who serves the whole cluster";
        report(["namespaces"], namespaces, allowed, "Take it away, or use edit or developer.");
    }
    if (policy === "developer") {
        checkDeveloper(namespaces, settings, report);
    }
}

function checkDeveloper(namespaces: readonly string[] = [], settings: Namespaces | undefined, report: Report): void {
    if (namespaces.length === 0) {
        report(["namespaces"], undefined, "at least one namespace for a developer", "Name those of the team.");
    }
    if (!settings) {
        return;
    }
    namespaces.forEach((namespace, index) => {
        const group = ownValue(settings, namespace)?.team?.group;
        if (group === undefined) {
            const allowed = "a namespace with a team, whose group a developer gets";
            report(["namespaces", index], namespace, allowed, `Set namespaces.${namespace}.team.`);
            return;
        }
        const shared = Object.entries(settings)
            .filter(([other, { team }]) => team?.group === group && !namespaces.includes(other))
            .map(([other]) => other);
        if (shared.length > 0) {
            const allowed = `all namespaces of the group ${group}: ${[namespace, ...shared].join(", ")}`;
            report(["namespaces", index], namespace, allowed, "Name these too, or give the namespaces other groups.");
        }
    });
}

/** Checks that each principal is listed once, and that policies are limited to namespaces that the stack has. */
export function checkAccess(access: Access, namespaces: readonly string[] | undefined, report: Report): void {
    const owners = new Map<string, string>();
    for (const [name, entry] of Object.entries(access)) {
        const owner = owners.get(entry.principalArn ?? "");
        if (owner) {
            report(
                ["access", name, "principalArn"],
                entry.principalArn,
                `a principal that access.${owner} does not name: EKS has one access entry for each`,
                "Merge the two entries.",
            );
        }
        if (entry.principalArn !== undefined) {
            owners.set(entry.principalArn, name);
        }
        entry.namespaces?.forEach((namespace, index) => {
            if (!namespaces || namespaces.includes(namespace)) {
                return;
            }
            report(
                ["access", name, "namespaces", index],
                namespace,
                namespaces.join(" or ") || "no namespace, because the stack has none",
                "Name a namespace of this stack, or add it under namespaces.",
            );
        });
    }
}
