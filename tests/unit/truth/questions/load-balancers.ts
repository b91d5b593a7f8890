import { stringAt } from "../../../../core/engine/values";
import type { Account, Call } from "../account";
import { type Question, questionsOf } from "./question";

const CONTROLLER = "-ingress-load-balancers-identity-role";

const hasController = (account: Account) => account.all("aws:iam/role:Role", CONTROLLER).length > 0;
const cluster = (account: Account) => stringAt(account.one("aws:eks/cluster:Cluster").outputs, "name") ?? "";
const TAG = "elbv2.k8s.aws/cluster";
const asked = (account: Account) => ({ [`aws:RequestTag/${TAG}`]: cluster(account) });
const own = (account: Account) => ({ [`aws:ResourceTag/${TAG}`]: cluster(account) });
const FOREIGN = { [`aws:ResourceTag/${TAG}`]: "another" };

const elb = (account: Account, resource: string) => account.arn("elasticloadbalancing", resource);
const LOAD_BALANCERS = ["loadbalancer/net/one/1", "loadbalancer/app/one/1"];
const LISTENERS = ["listener/net/one/1/2", "listener/app/one/1/2"];
const RULE = "listener-rule/app/one/1/2/3";
const TARGETS = "targetgroup/one/1";

/** Calls on what there is already: what the controller may do to its own, and to nothing else. */
const MANAGED: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[] = [
    {
        actions: [
            "AddTags",
            "CreateListener",
            "DeleteLoadBalancer",
            "ModifyCapacityReservation",
            "ModifyLoadBalancerAttributes",
            "RemoveTags",
            "SetIpAddressType",
            "SetSecurityGroups",
            "SetSubnets",
        ],
        resources: LOAD_BALANCERS,
    },
    {
        actions: [
            "AddListenerCertificates",
            "AddTags",
            "CreateRule",
            "DeleteListener",
            "ModifyListener",
            "ModifyListenerAttributes",
            "RemoveListenerCertificates",
            "RemoveTags",
        ],
        resources: LISTENERS,
    },
    { actions: ["AddTags", "DeleteRule", "ModifyRule", "RemoveTags"], resources: [RULE] },
    {
        actions: [
            "AddTags",
            "DeleteTargetGroup",
            "DeregisterTargets",
            "ModifyTargetGroup",
            "ModifyTargetGroupAttributes",
            "RegisterTargets",
            "RemoveTags",
        ],
        resources: [TARGETS],
    },
];

const callsOn = (account: Account, tags: Call["with"]): readonly Call[] =>
    MANAGED.flatMap(({ actions, resources }) =>
        resources.map((resource) => ({
            by: CONTROLLER,
            actions: actions.map((action) => `elasticloadbalancing:${action}`),
            on: elb(account, resource),
            ...(tags && { with: tags }),
        })),
    );

const group = (account: Account) => account.arn("ec2", "security-group/sg-1");
const OPEN = ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"];

/** What the load balancer controller may do. */
export const LOAD_BALANCER_QUESTIONS: readonly Question[] = questionsOf(hasController, [
    {
        says: "the load balancer controller makes load balancers, target groups, listeners and rules, with the cluster's tag",
        holds: (account) =>
            [...LOAD_BALANCERS, TARGETS].every((resource) =>
                account.may({
                    by: CONTROLLER,
                    actions: [
                        resource === TARGETS
                            ? "elasticloadbalancing:CreateTargetGroup"
                            : "elasticloadbalancing:CreateLoadBalancer",
                    ],
                    on: elb(account, resource),
                    with: asked(account),
                }),
            ) &&
            [
                ...LOAD_BALANCERS.map((on) => [on, "CreateLoadBalancer"] as const),
                ...LISTENERS.map((on) => [on, "CreateListener"] as const),
                [TARGETS, "CreateTargetGroup"] as const,
                [RULE, "CreateRule"] as const,
            ].every(([on, by]) =>
                account.may({
                    by: CONTROLLER,
                    actions: "elasticloadbalancing:AddTags",
                    on: elb(account, on),
                    with: { ...asked(account), "elasticloadbalancing:CreateAction": by },
                }),
            ),
    },
    {
        says: "the load balancer controller makes nothing without the cluster's tag",
        holds: (account) =>
            !account.mayAny({
                by: CONTROLLER,
                actions: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
                on: elb(account, TARGETS),
            }) && !account.may({ by: CONTROLLER, actions: "ec2:CreateSecurityGroup", on: group(account) }),
    },
    {
        says: "the load balancer controller manages what is its cluster's",
        holds: (account) => callsOn(account, own(account)).every((call) => account.may(call)),
    },
    {
        says: "the load balancer controller changes, tags and deletes nothing of another cluster, and takes nothing over by a tag",
        holds: (account) =>
            [FOREIGN, { ...FOREIGN, ...asked(account) }, asked(account), undefined].every((tags) =>
                callsOn(account, tags).every((call) => !account.mayAny(call)),
            ),
    },
    {
        says: "the load balancer controller orders the rules of listeners",
        holds: (account) =>
            account.may({
                by: CONTROLLER,
                actions: "elasticloadbalancing:SetRulePriorities",
                on: elb(account, RULE),
            }),
    },
    {
        says: "the load balancer controller makes security groups of its cluster's, opens and deletes them",
        holds: (account) =>
            account.may({ by: CONTROLLER, actions: "ec2:CreateSecurityGroup", on: account.arn("ec2", "vpc/vpc-1") }) &&
            account.may({
                by: CONTROLLER,
                actions: "ec2:CreateSecurityGroup",
                on: group(account),
                with: asked(account),
            }) &&
            account.may({
                by: CONTROLLER,
                actions: "ec2:CreateTags",
                on: group(account),
                with: { ...asked(account), "ec2:CreateAction": "CreateSecurityGroup" },
            }) &&
            account.may({
                by: CONTROLLER,
                actions: [...OPEN, "ec2:DeleteSecurityGroup", "ec2:CreateTags", "ec2:DeleteTags"],
                on: group(account),
                with: own(account),
            }),
    },
    {
        says: "the load balancer controller opens the nodes' security group to load balancers, and deletes it never",
        holds: (account) => {
            const nodes = account.one("aws:ec2/securityGroup:SecurityGroup", "-nodeSecurityGroup");
            return (
                account.may({ by: CONTROLLER, actions: OPEN, on: nodes }) &&
                !account.mayAny({ by: CONTROLLER, actions: ["ec2:DeleteSecurityGroup", "ec2:CreateTags"], on: nodes })
            );
        },
    },
    {
        says: "the load balancer controller opens and tags no other security group",
        holds: (account) =>
            [undefined, FOREIGN, asked(account)].every(
                (tags) =>
                    !account.mayAny({
                        by: CONTROLLER,
                        actions: [...OPEN, "ec2:DeleteSecurityGroup", "ec2:CreateTags"],
                        on: group(account),
                        ...(tags && { with: tags }),
                    }),
            ),
    },
    {
        says: "the load balancer controller finds networks, load balancers, certificates and firewalls",
        holds: (account) =>
            account.may({
                by: CONTROLLER,
                actions: [
                    "acm:ListCertificates",
                    "ec2:DescribeSubnets",
                    "elasticloadbalancing:DescribeLoadBalancers",
                    "wafv2:GetWebACLForResource",
                ],
                on: "*",
            }),
    },
    {
        says: "the load balancer controller attaches firewalls to load balancers",
        holds: (account) =>
            account.may({
                by: CONTROLLER,
                actions: ["elasticloadbalancing:SetWebAcl", "shield:CreateProtection"],
                on: "*",
            }) &&
            account.may({
                by: CONTROLLER,
                actions: "wafv2:AssociateWebACL",
                on: elb(account, "loadbalancer/app/one/1"),
            }),
    },
    {
        says: "the load balancer controller has the role of load balancing made, and no other",
        holds: (account) => {
            const make = (name: string) =>
                account.may({
                    by: CONTROLLER,
                    actions: "iam:CreateServiceLinkedRole",
                    on: `arn:aws:iam::${account.id}:role/aws-service-role/${name}.amazonaws.com/AWSServiceRole`,
                    with: { "iam:AWSServiceName": `${name}.amazonaws.com` },
                });
            return make("elasticloadbalancing") && !make("eks");
        },
    },
]);
