import assert from "node:assert/strict";
import { loadBalancerControllerPolicy } from "../../../components/addons/aws-load-balancer-controller/policy";
import { policyDocument } from "../../../components/aws/policy-document";
import { accessGrants } from "../../../components/cluster/access-grants";
import { keyPolicy } from "../../../components/encryption/key-policy";
import { load } from "../config/valid";

const ACCOUNT = { id: "111122223333", region: "eu-west-1", partition: "aws" };
const ROLE = "arn:aws:iam::111122223333:role/teams/store";

describe("A key's policy", () => {
    for (const purpose of ["backups", "cluster", "logs", "volumes"] as const) {
        it(`lets only this account administer the key: ${purpose}`, () => {
            const [administration, ...users] = keyPolicy(purpose, ACCOUNT);
            assert.deepEqual(administration?.Principal, { AWS: "arn:aws:iam::111122223333:root" });
            assert.ok(users.every(({ Action }) => !JSON.stringify(Action).includes('"kms:*"')));
        });

        it(`gives no right to strangers without a condition on the account: ${purpose}`, () => {
            for (const { Principal, Condition } of keyPolicy(purpose, ACCOUNT)) {
                if (!JSON.stringify(Principal).includes('"*"')) {
                    continue;
                }
                assert.equal(Condition?.StringEquals?.["kms:CallerAccount"], ACCOUNT.id);
            }
        });
    }

    it("names no principal that a fresh account does not have", () => {
        for (const purpose of ["backups", "cluster", "logs", "volumes"] as const) {
            const principals = keyPolicy(purpose, ACCOUNT).map(({ Principal }) => JSON.stringify(Principal));
            assert.deepEqual(
                principals.filter((principal) => /:(role|user)\//.test(principal)),
                [],
                purpose,
            );
        }
    });

    it("lets Auto Scaling of this account open the volumes of nodes", () => {
        const role =
            "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
        const uses = keyPolicy("volumes", ACCOUNT).filter(
            ({ Condition }) => Condition?.ArnEquals?.["aws:PrincipalArn"] === role,
        );
        assert.deepEqual(uses.flatMap(({ Action }) => Action).includes("kms:CreateGrant"), true);
        assert.deepEqual(uses.flatMap(({ Action }) => Action).includes("kms:Decrypt"), true);
    });

    it("lets CloudWatch use the key for this account's log groups", () => {
        assert.match(policyDocument(keyPolicy("logs", ACCOUNT)), /"arn:aws:logs:eu-west-1:111122223333:log-group:\*"/);
    });
});

describe("The load balancer controller's policy", () => {
    const statements = loadBalancerControllerPolicy("prod", ACCOUNT);

    it("has no placeholder left", () => {
        assert.doesNotMatch(JSON.stringify(statements), /\{(cluster|partition|region|account)\}/);
    });

    it("changes security groups and load balancers of its own cluster only", () => {
        const changing =
            /:(Create(LoadBalancer|TargetGroup)|Delete(LoadBalancer|TargetGroup|SecurityGroup)|Authorize|Revoke|SetSubnets)/;
        const found = statements.filter(({ Action }) => changing.test([Action].flat().join(" ")));
        assert.ok(found.length >= 4);
        for (const { Sid, Condition } of found) {
            assert.match(JSON.stringify(Condition ?? {}), /prod/, Sid);
        }
    });

    it("never grants a whole service", () => {
        for (const { Action } of statements) {
            assert.ok([Action].flat().every((action) => !action.includes("*")));
        }
    });
});

describe("Access to the cluster", () => {
    it("is one entry for each principal, with all of its teams and policies", () => {
        const team = (group: string) => ({ team: { group, principals: [ROLE] } });
        const config = load({
            "eks-platform:cluster": {
                kind: "eks",
                name: "test",
                access: { store: { principalArn: ROLE, policy: "view" } },
            },
            "eks-platform:namespaces": { dev: team("store-dev"), staging: team("store-staging") },
        });
        assert.ok(config.kind === "eks");
        assert.deepEqual(accessGrants(config.cluster.access, config.namespaces), [
            {
                name: "111122223333-teams/store",
                formerName: "111122223333-teams-store",
                principalArn: ROLE,
                groups: ["store-dev", "store-staging"],
                policies: [{ policy: "view", namespaces: undefined }],
            },
        ]);
    });

    const grantsOf = (principals: readonly string[]) => {
        const entries = principals.map((principal, index) => [
            `p${index}`,
            {
                principalArn: `arn:aws:iam::111122223333:${principal}`,
                policy: "view" as const,
                namespaces: undefined,
            },
        ]);
        return accessGrants(Object.fromEntries(entries), {});
    };

    it("takes over no entry that is another principal's now (case 086)", () => {
        const former = grantsOf(["role/dev", "user/dev", "role/p-q", "role/p/q", "user/ops", "role/a/b"]).map(
            ({ formerName }) => formerName,
        );
        assert.deepEqual(former, [
            "111122223333-dev",
            undefined,
            "111122223333-p-q",
            undefined,
            "111122223333-ops",
            "111122223333-a-b",
        ]);
    });

    it("has a name of its own for every principal (cases 086 088)", () => {
        const principals = [
            "role/dev",
            "user/dev",
            "role/a/dev",
            "role/a-dev",
            "role/user/dev",
            "user/a/dev",
            "role/dev-a",
        ];
        const names = grantsOf(principals).map(({ name }) => name);
        assert.equal(new Set(names).size, principals.length, names.join(", "));
        assert.equal(names[0], "111122223333-dev", "the name of a role without a path stays");
    });
});
