import assert from "node:assert/strict";
import { load } from "../config/valid";
import { Account } from "./account";
import { configurations, EVERYTHING } from "./combinations";
import { type Made, make } from "./made";
import { type Mutant, removalMutants, statementMutants } from "./mutants";
import { PERMISSION_QUESTIONS } from "./questions";
import { CONNECTION_QUESTIONS } from "./questions/connections";
import { failures, type Question } from "./questions/question";

/** The questions that concern a stack. */
function concerning(questions: readonly Question[], resources: readonly Made[]): readonly Question[] {
    const account = new Account(resources);
    return questions.filter(({ of }) => of?.(account) ?? true);
}

/** The mutants that no question tells from the stack. What noticed the last one is asked first: it is likely to notice the next. */
function survivors(mutants: readonly Mutant[], questions: readonly Question[]): readonly string[] {
    let order = questions;
    return mutants
        .filter(({ resources }) => {
            const account = new Account(resources);
            const noticing = order.find(({ holds }) => !holds(account));
            if (noticing) {
                order = [noticing, ...order.filter((question) => question !== noticing)];
            }
            return noticing === undefined;
        })
        .map(({ broken }) => broken);
}

const VOLUMES_THROUGH_EC2 =
    "The key's own policy lets everybody of the account use it through EC2, which is how the driver does; these statements are what the driver's documentation asks for, and what is left where that policy is narrowed.";

/** What may be missing and no question notices, with the reason. */
const UNNOTICED_STATEMENTS: Readonly<Record<string, string>> = {
    "platform-foundation-ebs-csi-policy UseVolumesKey": VOLUMES_THROUGH_EC2,
    "platform-foundation-ebs-csi-policy GrantVolumesKeyToEc2": VOLUMES_THROUGH_EC2,
};

/** What a network is made of, VPC and subnets apart, without which nothing can be asked. */
const NETWORK_TYPES = [
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/eip:Eip",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/route:Route",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:efs/mountTarget:MountTarget",
];

/** What of a network may be missing and no question notices, with the reason. */
const UNNOTICED_RESOURCES: ReadonlyMap<string, string> = new Map([
    [
        "platform-foundation-cluster-eks-eksClusterInternetEgressRule",
        "The component makes it; the group that EKS itself gives to the control plane's interfaces lets everything out as well.",
    ],
]);

describe("What AWS allows and what its networks let through", function () {
    this.timeout(240_000);
    const stacks = configurations();
    const asked = new Set<Question>();
    const all = [...PERMISSION_QUESTIONS, ...CONNECTION_QUESTIONS];

    for (const [name, config] of stacks) {
        it(`is what is needed, and no more: ${name}`, async () => {
            const { resources } = await make(config);
            const questions = concerning(all, resources);
            assert.deepEqual(failures(questions, resources), []);
            for (const question of questions) {
                asked.add(question);
            }
        });
    }

    it("has been asked with every question", () => {
        assert.deepEqual(
            all.filter((question) => !asked.has(question)).map(({ says }) => says),
            [],
        );
    });

    it("hangs on every statement, every condition and every policy that is attached", async () => {
        for (const config of EVERYTHING) {
            const { resources } = await make(config);
            const questions = concerning(PERMISSION_QUESTIONS, resources);
            const mutants = [
                ...statementMutants(resources),
                ...removalMutants(resources, ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"]),
            ];
            assert.ok(mutants.length > 100, `${mutants.length}`);
            assert.deepEqual(survivors(mutants, questions), Object.keys(UNNOTICED_STATEMENTS));
        }
    });

    for (const nat of ["none", "single", "per-zone", "regional"]) {
        it(`hangs on every rule, route, gateway, endpoint and mount target, with nat ${nat}`, async () => {
            const { resources } = await make(load({ "eks-platform:network": { nat } }));
            const questions = concerning(CONNECTION_QUESTIONS, resources);
            const mutants = removalMutants(resources, NETWORK_TYPES);
            assert.ok(mutants.length > 20, `${mutants.length}`);
            assert.deepEqual(survivors(mutants, questions), [...UNNOTICED_RESOURCES.keys()]);
        });
    }
});
