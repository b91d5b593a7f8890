import assert from "node:assert/strict";
import { accessText } from "../../../cli/output/access-text";
import { accessOf } from "../../../review/access/access-of";
import { rulesText } from "../../../review/access/rules-text";
import { accessSchema } from "../../../review/model/access";
import type { StackResource } from "../../../review/stack-resource";

const ROLE = "arn:aws:iam::210987654321:role/teams/store";
const RBAC = "kubernetes:rbac.authorization.k8s.io/v1";

let count = 0;
function resource(type: string, inputs: Record<string, unknown>, outputs: Record<string, unknown> = {}): StackResource {
    count += 1;
    return { urn: `urn:pulumi:x::p::${type}::r${count}`, type, inputs, outputs };
}

const cluster = (accessConfig: object = { authenticationMode: "API" }) =>
    resource("aws:eks/cluster:Cluster", { name: "c", accessConfig });
const entry = (principalArn: string, more: object = {}) =>
    resource("aws:eks/accessEntry:AccessEntry", { principalArn, type: "STANDARD", kubernetesGroups: [], ...more });
const policy = (principalArn: string, name: string, accessScope: object = { type: "cluster" }) =>
    resource("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", {
        ...{ principalArn, accessScope },
        policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
    });
const role = (kind: string, metadata: object, rules: readonly object[]) =>
    resource(`${RBAC}:${kind}`, { metadata, rules });
const binding = (kind: string, metadata: object, roleRef: object, ...subjects: readonly object[]) =>
    resource(`${RBAC}:${kind}`, { metadata, roleRef, subjects });

const group = (name: string) => ({ kind: "Group", name });

/** What a principal may do, where, and by which links. */
function grantsOf(resources: readonly StackResource[], id: string) {
    const found = accessOf(resources);
    accessSchema.parse(found);
    const principal = found.principals.find((one) => one.id === id);
    assert.ok(principal, `${id} is not among ${found.principals.map((one) => one.id).join(", ")}`);
    return principal.grants;
}

describe("Who may use a cluster", () => {
    it("is whoever created it, for ever, unless it was created without", () => {
        const [grant] = grantsOf([cluster()], "creator");
        assert.deepEqual(grant?.allows, ["everything"]);
        assert.match(grant?.because.join() ?? "", /the creation of c/);
        const without = cluster({ authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false });
        assert.deepEqual(accessOf([without]).principals, []);
    });

    it("is whom an access entry has policies for, in the whole cluster or in namespaces", () => {
        const scope = { type: "namespace", namespaces: ["shop", "tools"] };
        const resources = [
            entry(ROLE),
            policy(ROLE, "AmazonEKSViewPolicy", scope),
            policy(ROLE, "AmazonEKSClusterAdminPolicy"),
        ];
        assert.deepEqual(grantsOf(resources, ROLE), [
            {
                allows: ["read all in namespaces but Secrets and roles"],
                namespaces: ["shop", "tools"],
                because: ["access entry", "AmazonEKSViewPolicy"],
            },
            { allows: ["everything"], because: ["access entry", "AmazonEKSClusterAdminPolicy"] },
        ]);
    });

    it("is whom a binding names by a group of the entry, with the rules of the role", () => {
        const metadata = { name: "team", namespace: "shop" };
        const resources = [
            entry(ROLE, { kubernetesGroups: ["store"] }),
            role("Role", metadata, [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }]),
            role("Role", { ...metadata, namespace: "other" }, [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]),
            binding("RoleBinding", metadata, { kind: "Role", name: "team" }, group("store"), {
                kind: "ServiceAccount",
                name: "a",
            }),
        ];
        assert.deepEqual(grantsOf(resources, ROLE), [
            {
                allows: ["read pods"],
                namespaces: ["shop"],
                because: ["access entry", "group store", "RoleBinding team", "Role team"],
            },
        ]);
    });

    it("is a group whose people the stack does not know, and the one of a ClusterRole of Kubernetes", () => {
        const resources = [
            binding("ClusterRoleBinding", { name: "ops" }, { kind: "ClusterRole", name: "view" }, group("oidc:ops")),
        ];
        const [grant] = grantsOf(resources, "group:oidc:ops");
        assert.deepEqual(grant?.allows, ["read all in the namespace but Secrets and roles"]);
        assert.equal(grant?.namespaces, undefined);
    });

    it("is told of two principals with one last name apart (case 086)", () => {
        const user = ROLE.replace("role/", "user/");
        const resources = [entry(ROLE), entry(user), policy(user, "AmazonEKSViewPolicy")];
        assert.equal(grantsOf(resources, ROLE).length, 0);
        assert.equal(grantsOf(resources, user).length, 1);
    });

    it("names who may become a role that the stack makes", () => {
        const trust = {
            Statement: [
                {
                    ...{ Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity" },
                    Principal: { Federated: "arn:aws:iam::210987654321:oidc-provider/gitlab.com" },
                    Condition: {
                        StringEquals: { "gitlab.com:sub": "project_path:acme/platform:ref_type:branch:ref:main" },
                    },
                },
            ],
        };
        const made = resource("aws:iam/role:Role", { assumeRolePolicy: JSON.stringify(trust) }, { arn: ROLE });
        const [principal] = accessOf([entry(ROLE), made]).principals;
        assert.deepEqual(principal?.trust, [
            "arn:aws:iam::210987654321:oidc-provider/gitlab.com, sub project_path:acme/platform:ref_type:branch:ref:main",
        ]);
    });

    it("says of nodes that they join", () => {
        const resources = [
            resource("aws:eks/nodeGroup:NodeGroup", { nodeRoleArn: "arn:aws:iam::210987654321:role/nodes" }),
            entry("arn:aws:iam::210987654321:role/edge", { type: "HYBRID_LINUX" }),
        ];
        const machines = accessOf(resources).principals.filter(({ kind }) => kind === "nodes");
        assert.deepEqual(
            machines.map(({ name }) => name),
            ["role/edge of 210987654321", "role/nodes of 210987654321"],
        );
    });

    it("names what it cannot tell", () => {
        const resources = [
            cluster({ authenticationMode: "API_AND_CONFIG_MAP" }),
            entry(ROLE, { kubernetesGroups: ["nobody"] }),
        ];
        const [unbound, mode] = accessOf(resources).undetermined;
        assert.match(
            unbound ?? "",
            /role\/teams\/store of 210987654321 is in the group nobody, to which the stack binds nothing/,
        );
        assert.match(mode ?? "", /aws-auth/);
    });

    it("is written in lines of 80 columns", () => {
        const text = accessText("prod", accessOf([cluster(), entry(ROLE), policy(ROLE, "AmazonEKSEditPolicy")]));
        assert.match(text, /prod: 2 principals of IAM/);
        assert.match(
            text,
            /role\/teams\/store of 210987654321\n {2}in the whole cluster, by access entry > AmazonEKSEditPolicy\n {4}- change workloads/,
        );
        assert.ok(
            text.split("\n").every((line) => line.length <= 80),
            text,
        );
    });
});

describe("The rules of a Role in words", () => {
    const read = ["get", "list", "watch"];
    const cases: readonly (readonly [string, object])[] = [
        ["read pods, pods/log", { apiGroups: [""], resources: ["pods", "pods/log"], verbs: read }],
        [
            "change jobs",
            { apiGroups: ["batch"], resources: ["jobs"], verbs: [...read, "create", "update", "patch", "delete"] },
        ],
        ["read and delete pods", { apiGroups: [""], resources: ["pods"], verbs: [...read, "delete"] }],
        [
            "get configmaps (settings)",
            { apiGroups: [""], resources: ["configmaps"], resourceNames: ["settings"], verbs: ["get"] },
        ],
        ["do everything with all objects of every API group", { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
        ["get /metrics", { nonResourceURLs: ["/metrics"], verbs: ["get"] }],
    ];
    for (const [text, rule] of cases) {
        it(`are: ${text}`, () => assert.deepEqual(rulesText([rule]), [text]));
    }
});
