import { stringAt } from "../../../../core/engine/values";
import type { Account, Asker } from "../account";
import { anything, type Question, questionsOf, stranger } from "./question";

const ROLE = "aws:iam/role:Role";
const CLUSTER = "aws:eks/cluster:Cluster";
const ADMINISTRATORS = "-access-roles-administrators";
const OPERATORS = "-access-roles-operators";
const SHOP = "-access-roles-shop";

/** The account of the people in the combinations, and its identity provider for GitLab. */
const HOME = "210987654321";
const GITLAB: Asker = { kind: "Federated", id: `arn:aws:iam::${HOME}:oidc-provider/gitlab.com` };

const hasRoles = (account: Account) => account.all(ROLE, ADMINISTRATORS).length > 0;

/** Somebody of that account who has every right in it. */
function person(role: string): Asker {
    return { kind: "AWS", id: `arn:aws:iam::${HOME}:role/${role}`, policies: [anything] };
}

function assumes(account: Account, role: string, by: Asker, claims?: Readonly<Record<string, string>>): boolean {
    const actions = claims === undefined ? "sts:AssumeRole" : "sts:AssumeRoleWithWebIdentity";
    return account.may({ by, actions, on: account.one(ROLE, role), ...(claims && { with: claims }) });
}

const sso = (name: string, region = "eu-west-1/") =>
    person(`aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${name}_0123456789abcdef`);
const job = (project: string, ref: string, aud = "sts.amazonaws.com") => ({
    "gitlab.com:aud": aud,
    "gitlab.com:sub": `project_path:${project}:ref_type:branch:ref:${ref}`,
});

/** Who may become the roles that the stack makes for people and pipelines, and what they may do in AWS. */
export const PEOPLE_QUESTIONS: readonly Question[] = questionsOf(hasRoles, [
    {
        says: "people with the permission set are administrators, wherever their Identity Center is, and no others",
        holds: (account) =>
            assumes(account, ADMINISTRATORS, sso("PlatformAdmin")) &&
            assumes(account, ADMINISTRATORS, sso("PlatformAdmin", "")) &&
            [
                sso("PlatformAdminRead"),
                sso("PlatformAdmin_"),
                person("AWSReservedSSO_PlatformAdmin_0123456789abcdef"),
                stranger,
            ].every((by) => !assumes(account, ADMINISTRATORS, by)),
    },
    {
        says: "the role on call is an operator, and no other",
        holds: (account) =>
            assumes(account, OPERATORS, person("on-call")) && !assumes(account, OPERATORS, person("on-call-2")),
    },
    {
        says: "pipelines of one branch of one project develop, and no others",
        holds: (account) =>
            assumes(account, SHOP, GITLAB, job("acme/shop", "main")) &&
            [
                job("acme/shop", "feature"),
                job("acme/other", "main"),
                job("acme/shop", "main", "https://gitlab.com"),
            ].every((claims) => !assumes(account, SHOP, GITLAB, claims)),
    },
    {
        says: "all of them find the cluster, and do nothing else in AWS",
        holds: (account) =>
            [ADMINISTRATORS, OPERATORS, SHOP].every(
                (by) =>
                    account.may({ by, actions: "eks:DescribeCluster", on: account.one(CLUSTER) }) &&
                    !account.mayAny({
                        ...{ by, on: account.one(CLUSTER) },
                        actions: ["eks:UpdateClusterConfig", "eks:DeleteCluster", "eks:CreateAccessEntry"],
                    }) &&
                    !account.may({ by, actions: "eks:DescribeCluster", on: account.arn("eks", "cluster/another") }),
            ),
    },
]);

const AGENT = "-cloudwatch-role";
const hasAgent = (account: Account) => account.all(ROLE, AGENT).length > 0;

/** An event's place in a log group of an agent. */
function stream(account: Account, kind: string, cluster = stringAt(account.one(CLUSTER).outputs, "name")): string {
    return account.arn("logs", `log-group:/aws/containerinsights/${cluster}/${kind}:log-stream:node-1`);
}

const WRITE = ["logs:CreateLogStream", "logs:PutLogEvents"];

/** What the agent of CloudWatch may write. */
export const AGENT_QUESTIONS: readonly Question[] = questionsOf(hasAgent, [
    {
        says: "the agent writes what it finds on nodes into the cluster's own log groups",
        holds: (account) =>
            ["performance", "application", "dataplane", "host"].every((kind) =>
                account.may({ by: AGENT, actions: [...WRITE, "logs:DescribeLogStreams"], on: stream(account, kind) }),
            ),
    },
    {
        says: "the agent writes into no log of another cluster, nor into the control plane's",
        holds: (account) =>
            !account.mayAny({ by: AGENT, actions: WRITE, on: stream(account, "host", "another") }) &&
            !account.mayAny({
                ...{ by: AGENT, actions: WRITE },
                on: account.arn("logs", "log-group:/aws/eks/test/cluster:log-stream:audit"),
            }),
    },
    {
        says: "the agent counts as Container Insights and as itself, and as nothing else",
        holds: (account) => {
            const counts = (namespace: string) =>
                account.may({
                    ...{ by: AGENT, actions: "cloudwatch:PutMetricData", on: "*" },
                    with: { "cloudwatch:namespace": namespace },
                });
            return counts("ContainerInsights") && counts("CWAgent") && !counts("AWS/EKS");
        },
    },
    {
        says: "the agent sees which volumes and tags its node has",
        holds: (account) => account.may({ by: AGENT, actions: ["ec2:DescribeTags", "ec2:DescribeVolumes"], on: "*" }),
    },
]);
