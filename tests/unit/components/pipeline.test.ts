import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { accessGrants, pipelineGrants } from "../../../components/cluster/access-grants";
import { withPermissionsBoundary } from "../../../components/pipeline/permissions-boundary";
import { PipelineAccess, type PipelineAccessArgs } from "../../../components/pipeline/pipeline-access";
import { ATTACHED_POLICIES } from "../../../components/pipeline/role-statements";
import { Platform } from "../../../components/platform";
import { RULES } from "../../../policies/rules";
import { graphFile } from "../../graphs/graph";
import { type PolicyStatement, statementsAllow } from "../../iam/evaluate";
import { judge } from "../../policies/support/judge";
import { load } from "../config/valid";
import { only, type RecordedResource, record } from "./mocks";

const GITHUB = { owner: "acme", repository: "platform", ownerId: 1234, repositoryId: "5678" };
const BOUNDARY = "arn:aws:iam::210987654321:policy/boundary";
const PREVIEW = "pipeline-preview";
const DEPLOY = "pipeline-deploy";
const ISSUER = "token.actions.githubusercontent.com";

/** What a pipeline's roles are where the account has a provider, a bucket of states and a boundary already. */
function boundedPipeline(more: Partial<PipelineAccessArgs> = {}) {
    return record(
        "update",
        () =>
            new PipelineAccess(
                "platform-pipeline",
                {
                    region: "eu-west-1",
                    stack: "test",
                    prefix: "platform-",
                    clusterName: "test",
                    github: {
                        ...GITHUB,
                        ownerId: "1234",
                        branch: "main",
                        environment: "test",
                        provider: `arn:aws:iam::210987654321:oidc-provider/${ISSUER}`,
                    },
                    state: { bucket: "acme-state", keys: ["arn:aws:kms:eu-west-1:210987654321:key/1234abcd"] },
                    permissionsBoundary: BOUNDARY,
                    ...more,
                },
                {},
            ),
    );
}

/** The token of a run: of acme/platform on main, in the form that repositories have since 2026-07-15, unless it says otherwise. */
function tokenOf(claims: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
    const token = {
        aud: "sts.amazonaws.com",
        sub: "repo:acme@1234/platform@5678:ref:refs/heads/main",
        repository_id: "5678",
        repository_owner_id: "1234",
        ...claims,
    };
    return new Map(Object.entries(token).map(([claim, value]) => [`${ISSUER}:${claim}`, value]));
}

/** The statements of a role's trust. */
function trustOf(resources: readonly RecordedResource[], role: string): readonly PolicyStatement[] {
    return JSON.parse(String(only(resources, "aws:iam/role:Role", role).assumeRolePolicy)).Statement;
}

describe("The roles of a stack's pipeline", function () {
    this.timeout(60_000);
    let resources: readonly RecordedResource[];
    let outputs: Platform["outputs"];
    let bounded: readonly RecordedResource[];
    before(async () => {
        const config = load({ "eks-platform:pipeline": { github: GITHUB } });
        const recorded = await record("update", () => new Platform("platform", { config }));
        resources = recorded.resources;
        outputs = recorded.result.outputs;
        bounded = (await boundedPipeline()).resources;
    });

    describe("let in", () => {
        const subjects = (claim: string) => [`repo:acme/platform:${claim}`, `repo:acme@1234/platform@5678:${claim}`];

        for (const sub of subjects("ref:refs/heads/main")) {
            it(`${sub}, to preview alone`, () => {
                assert.equal(statementsAllow(trustOf(resources, PREVIEW), tokenOf({ sub })), true);
                assert.equal(statementsAllow(trustOf(resources, DEPLOY), tokenOf({ sub })), false);
            });
        }

        for (const sub of subjects("environment:test")) {
            it(`${sub}, the environment of the stack's name, to update alone`, () => {
                assert.equal(statementsAllow(trustOf(resources, PREVIEW), tokenOf({ sub })), false);
                assert.equal(statementsAllow(trustOf(resources, DEPLOY), tokenOf({ sub })), true);
            });
        }

        const strangers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
            "another repository of the owner": { sub: "repo:acme@1234/shop@9:CLAIM", repository_id: "9" },
            "another repository of the owner, in the form of names": {
                sub: "repo:acme/shop:CLAIM",
                repository_id: "9",
            },
            "a fork": {
                sub: "repo:mallory@6/platform@7:CLAIM",
                repository_id: "7",
                repository_owner_id: "6",
            },
            "whoever took the owner's old name": {
                sub: "repo:acme/platform:CLAIM",
                repository_id: "7",
                repository_owner_id: "6",
            },
            "whoever took the owner's old name, in the form with numbers": {
                sub: "repo:acme@6/platform@7:CLAIM",
                repository_id: "7",
                repository_owner_id: "6",
            },
            "the repository after a transfer": {
                sub: "repo:buyer@6/platform@5678:CLAIM",
                repository_owner_id: "6",
            },
            "a repository whose name begins alike": { sub: "repo:acme/platform-two:CLAIM", repository_id: "9" },
            "a token for somebody else": { aud: "https://github.com/acme", sub: "repo:acme/platform:CLAIM" },
        };
        for (const [who, claims] of Object.entries(strangers)) {
            it(`not ${who}`, () => {
                for (const [role, claim] of [
                    [PREVIEW, "ref:refs/heads/main"],
                    [DEPLOY, "environment:test"],
                ] as const) {
                    const token = tokenOf({ ...claims, sub: String(claims.sub).replace("CLAIM", claim) });
                    assert.equal(statementsAllow(trustOf(resources, role), token), false, role);
                }
            });
        }

        for (const claim of [
            "pull_request",
            "ref:refs/heads/other",
            "ref:refs/heads/main/x",
            "ref:refs/tags/main",
            "environment:prod",
            "environment:main",
            "*",
        ]) {
            it(`not the repository's ${claim}`, () => {
                for (const sub of subjects(claim)) {
                    assert.equal(statementsAllow(trustOf(resources, PREVIEW), tokenOf({ sub })), false);
                    assert.equal(statementsAllow(trustOf(resources, DEPLOY), tokenOf({ sub })), false);
                }
            });
        }

        it("no token without its numbers", () => {
            const token = new Map([...tokenOf()].filter(([key]) => !key.endsWith("_id")));
            assert.equal(statementsAllow(trustOf(resources, PREVIEW), token), false);
        });
    });

    it("trust the provider that the stack makes, or the account's own", () => {
        assert.deepEqual(only(resources, "aws:iam/openIdConnectProvider:OpenIdConnectProvider"), {
            url: `https://${ISSUER}`,
            clientIdLists: ["sts.amazonaws.com"],
        });
        assert.equal(bounded.filter(({ type }) => type.includes("openIdConnectProvider")).length, 0);
        assert.match(
            String(only(bounded, "aws:iam/role:Role", DEPLOY).assumeRolePolicy),
            /"Federated":"arn:aws:iam::210987654321:oidc-provider\/token\.actions\.githubusercontent\.com"/,
        );
    });

    it("pass the pack's own rules but for the advice against an administrator", () => {
        const found = [...resources, ...bounded]
            .filter(({ type, name }) => /^aws:(iam|eks\/access)/.test(type) && name.includes("pipeline"))
            .flatMap(({ type, name, inputs }) =>
                RULES.flatMap((rule) => {
                    const { findings } = judge(rule, { type, name, props: inputs });
                    return findings.map(() => `${name}: ${rule.id}`);
                }),
            );
        assert.deepEqual(found, ["platform-foundation-access-pipeline-deploy:cluster-admin: eks-cluster-admin-access"]);
    });

    it("fit into what IAM takes of inline policies and of trust", () => {
        for (const role of [PREVIEW, DEPLOY]) {
            const policies = bounded.filter(
                ({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && name.includes(role),
            );
            assert.ok(policies.length > 0);
            const size = policies.reduce((sum, { inputs }) => sum + String(inputs.policy).length, 0);
            assert.ok(size <= 10_240, `${role}: ${size}`);
            assert.ok(String(only(bounded, "aws:iam/role:Role", role).assumeRolePolicy).length <= 2048);
        }
        assert.ok(String(only(bounded, "aws:iam/policy:Policy").policy).length <= 6144);
    });

    it("read and change backups, in both regions, where the stack has any, and no recovery point", async () => {
        const { resources: backed } = await boundedPipeline({ backups: { copyRegion: "eu-central-1" } });
        const policies = backed.filter(({ type }) => /^aws:iam\/(rolePolicy|policy):/.test(type));
        const [inside, apart] = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy"].map((type) =>
            String(only(backed, type, `${DEPLOY}-${type.endsWith("RolePolicy") ? "write" : "read"}`).policy),
        );
        assert.ok((inside?.length ?? 0) <= 10_240, String(inside?.length));
        assert.ok((apart?.length ?? 0) <= 6144, String(apart?.length));
        const text = policies.map(({ inputs }) => String(inputs.policy)).join();
        assert.match(text, /"arn:aws:backup:eu-central-1:111122223333:backup-vault:platform-\*"/);
        assert.match(text, /"arn:aws:kms:eu-central-1:111122223333:alias\/platform-\*"/);
        assert.doesNotMatch(text, /RecoveryPoint|backup:(\*"|Start|Delete\*)/);
        const found = policies.flatMap(({ type, name, inputs }) =>
            RULES.flatMap((rule) =>
                judge(rule, { type, name, props: inputs }).findings.map(() => `${name}: ${rule.id}`),
            ),
        );
        assert.deepEqual(found, []);
        const before = bounded.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
        assert.ok(before.every(({ inputs }) => !String(inputs.policy).includes('"backup:')));
    });

    it("are let into the cluster, one to read and one to administer", () => {
        const policies = resources
            .filter(({ type, name }) => type.endsWith(":AccessPolicyAssociation") && name.includes("pipeline"))
            .map(({ inputs }) => [inputs.principalArn, inputs.policyArn, inputs.accessScope]);
        const policy = "arn:aws:eks::aws:cluster-access-policy/";
        assert.deepEqual(policies, [
            [
                `arn:aws:iam::111122223333:role/platform-${PREVIEW}`,
                `${policy}AmazonEKSAdminViewPolicy`,
                { type: "cluster" },
            ],
            [
                `arn:aws:iam::111122223333:role/platform-${DEPLOY}`,
                `${policy}AmazonEKSClusterAdminPolicy`,
                { type: "cluster" },
            ],
        ]);
    });

    it("have names in the cluster that no other principal has", () => {
        const [preview] = pipelineGrants("a", "b");
        const access = {
            x: { principalArn: `arn:aws:iam::111122223333:role/${preview?.name}`, policy: "view" as const },
        };
        const [other] = accessGrants({ x: { ...access.x, namespaces: undefined } }, {});
        assert.notEqual(other?.name, preview?.name);
        assert.notEqual(other?.formerName, preview?.name);
    });

    it("are shown among the stack's outputs", () => {
        assert.ok(Object.hasOwn(outputs, "previewRoleArn"));
        assert.ok(Object.hasOwn(outputs, "deployRoleArn"));
    });

    const statementsOf = (registered: readonly RecordedResource[], name: string) =>
        JSON.parse(String(only(registered, "aws:iam/rolePolicy:RolePolicy", name).policy)).Statement as {
            Sid: string;
            Effect: string;
            Action: string | string[];
            Resource: string | string[];
            Condition?: Record<string, Record<string, unknown>>;
        }[];

    it("read nothing but settings where they preview, besides the state", () => {
        const actions = (registered: readonly RecordedResource[]) =>
            statementsOf(registered, `${PREVIEW}-read`).flatMap(({ Action }) => [Action].flat());
        assert.deepEqual(
            actions(resources).filter(
                (action) => !/^(ec2|eks|iam|kms|logs|elasticfilesystem):(Describe|List|Get)/.test(action),
            ),
            [],
        );
        // What is in buckets, logs, parameters, secrets and images, or of consoles.
        assert.doesNotMatch(
            actions(resources).join(" "),
            /s3:|secretsmanager:|ssm:|ecr:|GetLog|ec2:Get|kms:Decrypt|\b\w+:\*/,
        );
        assert.deepEqual(
            actions(bounded).filter((action) => !actions(resources).includes(action)),
            ["s3:ListBucket", "s3:GetBucketLocation", "s3:GetObject", "kms:Decrypt", "kms:DescribeKey"].filter(
                (action) => !actions(resources).includes(action),
            ),
        );
    });

    it("attach the policies that the shipped stacks' roles have, and no others", () => {
        const attached = ["dev", "prod"].flatMap((stack) => [
            ...readFileSync(graphFile(stack), "utf8").matchAll(/"policyArn":"arn:aws:iam::aws:policy\/([^"]+)"/g),
        ]);
        const needed = new Set(attached.map(([, path]) => String(path)));
        assert.ok(needed.size >= 5);
        const allowed: readonly string[] = ATTACHED_POLICIES;
        assert.deepEqual(
            [...needed].filter((path) => !allowed.includes(path)),
            [],
        );
    });

    it("cannot change themselves", () => {
        const statements = statementsOf(resources, `${DEPLOY}-write`);
        const denial = statements.find(({ Effect }) => Effect === "Deny");
        assert.equal(denial?.Resource, "arn:aws:iam::111122223333:role/platform-pipeline-*");
        const changing = statements
            .filter(({ Effect }) => Effect === "Allow")
            .flatMap(({ Action }) => [Action].flat())
            .filter((action) => /^iam:(?!Create)/.test(action));
        assert.deepEqual(
            changing.filter((action) => !denial?.Action.includes(action)),
            [],
        );
    });

    it("give rights to bounded roles alone where the stack has a boundary", () => {
        const giving =
            /^iam:(CreateRole|PutRolePolicy|AttachRolePolicy|UpdateAssumeRolePolicy|PutRolePermissionsBoundary)$/;
        const statements = statementsOf(bounded, `${DEPLOY}-write`).filter(
            ({ Effect, Action }) => Effect === "Allow" && [Action].flat().some((action) => giving.test(action)),
        );
        assert.equal(statements.length, 3);
        for (const { Sid, Condition } of statements) {
            assert.equal(Condition?.StringEquals?.["iam:PermissionsBoundary"], BOUNDARY, Sid);
        }
        assert.doesNotMatch(JSON.stringify(statementsOf(bounded, `${DEPLOY}-write`)), /DeleteRolePermissionsBoundary/);
    });
});

describe("A permissions boundary", () => {
    it("is for roles alone, whatever else they have, but not for those of the pipeline", async () => {
        const transform = withPermissionsBoundary(BOUNDARY, "platform-pipeline");
        const given = { name: "x", custom: true, props: { path: "/" }, opts: {} };
        const role = await transform({ ...given, type: "aws:iam/role:Role" });
        assert.deepEqual(role, { props: { path: "/", permissionsBoundary: BOUNDARY }, opts: {} });
        assert.equal(await transform({ ...given, type: "aws:iam/rolePolicy:RolePolicy" }), undefined);
        const deployer = { ...given, name: `platform-${DEPLOY}`, type: "aws:iam/role:Role" };
        assert.equal(await transform(deployer), undefined);
    });
});
