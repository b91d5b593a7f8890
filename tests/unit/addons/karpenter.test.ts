import assert from "node:assert/strict";
import { karpenter } from "../../../components/addons/karpenter";
import { karpenterPermissions } from "../../../components/addons/karpenter/permissions";
import { samples } from "../../../components/addons/samples";
import { policyDocument } from "../../../components/aws/policy-document";

const ACCOUNT = { id: "111122223333", region: "eu-west-1", partition: "aws" };
const ROLE = "arn:aws:iam::111122223333:role/nodes";

/** What the inline policies of one role may have together, white space apart. */
const MOST_CHARACTERS = 10_240;

describe("The permissions of Karpenter", () => {
    const statements = karpenterPermissions("prod", ROLE, ACCOUNT);
    const named = (action: string) => statements.filter(({ Action }) => [Action].flat().includes(action));

    it("fit into the inline policies of a role, with the longest name of a cluster", () => {
        const [cluster, role] = ["c".repeat(40), `arn:aws-us-gov:iam::111122223333:role/${"r".repeat(64)}`];
        const longest = karpenterPermissions(cluster, role, {
            ...ACCOUNT,
            region: "ap-southeast-5",
            partition: "aws-us-gov",
        });
        assert.ok(policyDocument(longest).length <= MOST_CHARACTERS, `${policyDocument(longest).length}`);
    });

    it("hand out the one role of its nodes, to EC2", () => {
        const [pass, ...others] = named("iam:PassRole");
        assert.deepEqual(others, []);
        assert.equal(pass?.Resource, ROLE);
        assert.deepEqual(pass?.Condition, { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } });
    });

    it("remove and name instances of its own cluster only", () => {
        for (const action of ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"]) {
            for (const { Condition } of named(action)) {
                assert.equal(Condition?.StringEquals?.["aws:ResourceTag/kubernetes.io/cluster/prod"], "owned");
            }
        }
        for (const { Sid, Condition } of named("ec2:CreateTags")) {
            assert.match(JSON.stringify(Condition), /Tag\/kubernetes\.io\/cluster\/prod":"owned"/, Sid);
        }
    });

    it("make and delete no instance profile and no role but that of spot", () => {
        const actions = statements.flatMap(({ Action }) => [Action].flat());
        assert.deepEqual(
            actions.filter((action) => /^iam:(Create|Delete|Put|Attach|Add|Remove|Tag)/.test(action)),
            ["iam:CreateServiceLinkedRole"],
        );
        assert.ok(actions.every((action) => !action.includes("*")));
    });

    it("only look where they cover everything", () => {
        for (const { Action } of statements.filter(({ Resource }) => Resource === "*")) {
            assert.ok([Action].flat().every((action) => /:(Describe|Get|List)/.test(action)));
        }
    });

    it("read the queue that the controller is told of", () => {
        const [sample] = samples([karpenter]);
        const { settings } = sample?.values ?? {};
        assert.match(JSON.stringify(settings), /"interruptionQueue":"karpenter-prod"/);
        assert.equal(named("sqs:ReceiveMessage")[0]?.Resource, "arn:aws:sqs:eu-west-1:111122223333:karpenter-prod");
    });
});
