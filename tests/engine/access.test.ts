import assert from "node:assert/strict";
import { accessOf } from "../../review/access/access-of";
import type { StackResource } from "../../review/stack-resource";
import { BARE, Life } from "./whole-life";

const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ROLE = "aws:iam/role:Role";

const SETTINGS = {
    ...BARE,
    namespaces: { shop: { team: { group: "oidc:shop" } } },
    cluster: {
        ...(BARE.cluster as object),
        creatorIsAdmin: false,
        oidc: { issuerUrl: "https://login.acme.com", clientId: "kubernetes", groupsClaim: "groups" },
        access: {
            administrators: {
                trust: { permissionSets: [{ account: "210987654321", name: "Admin" }] },
                policy: "cluster-admin",
            },
            operators: { trust: { principals: ["arn:aws:iam::210987654321:role/on-call"] }, policy: "operator" },
            shop: {
                trust: {
                    gitlab: { provider: "arn:aws:iam::210987654321:oidc-provider/gitlab.com", project: "acme/shop" },
                },
                ...{ policy: "developer", namespaces: ["shop"] },
            },
        },
    },
};

describe("A cluster whose people have roles of their own", function () {
    this.timeout(180_000);
    const life = new Life();
    let access: ReturnType<typeof accessOf>;
    before(async () => {
        await life.settle(SETTINGS);
        const { states } = await life.run("preview", SETTINGS);
        const resources = [...states].flatMap(([urn, { new: state }]): StackResource[] =>
            state ? [{ urn, type: state.type, inputs: state.inputs, outputs: state.outputs ?? {} }] : [],
        );
        access = accessOf(resources);
    });
    after(() => life.close());

    it("has no administrator whom nobody named", () => {
        assert.deepEqual(
            access.principals.filter(({ kind }) => kind === "creator"),
            [],
        );
        const [cluster] = life.resources("aws:eks/cluster:Cluster");
        assert.deepEqual(cluster?.accessConfig, {
            authenticationMode: "API",
            bootstrapClusterCreatorAdminPermissions: false,
        });
    });

    it("lets each role do what its entry says, and says who may assume it", () => {
        const told = access.principals
            .filter(({ kind }) => kind === "iam")
            .map(({ name, trust, grants }) => ({
                name: name.replace(/-[0-9a-f]{7} of \d+$/, "").replace(/^.*-/, ""),
                trust: trust.join("; "),
                grants: grants.map(({ allows, namespaces = ["*"] }) => `${allows[0]} @ ${namespaces.join()}`),
            }));
        const [administrators, operators, shop] = told;
        assert.match(administrators?.trust ?? "", /210987654321:root, PrincipalArn .*AWSReservedSSO_Admin_\?{16}/);
        assert.deepEqual(administrators?.grants, ["everything @ *"]);
        assert.match(operators?.grants.join() ?? "", /^read configmaps.* @ \*$/);
        const operating = access.principals.find(({ name }) => name.includes("operators"));
        assert.match(
            operating?.grants.flatMap(({ allows }) => allows).join("\n") ?? "",
            /less, by ValidatingAdmissionPolicy eks-platform-operators: .* may restart workloads/,
        );
        assert.doesNotMatch(
            JSON.stringify(access.principals.find(({ name }) => name.includes("operators"))),
            /secrets/i,
        );
        assert.match(shop?.trust ?? "", /sub project_path:acme\/shop:ref_type:branch:ref:main/);
        assert.match(shop?.grants.join() ?? "", /^change deployments.* @ shop$/);
    });

    it("lets no role do more in AWS than find the cluster", () => {
        const roles = life.resources(ROLE).filter(({ name }) => String(name).includes("access-roles"));
        const policies = life
            .resources("aws:iam/rolePolicy:RolePolicy")
            .filter(({ role }) => roles.some(({ name }) => name === role));
        assert.equal(policies.length, 3);
        for (const { policy } of policies) {
            const { Statement } = JSON.parse(String(policy));
            assert.deepEqual(
                Statement.map(({ Action }: { Action: string }) => Action),
                ["eks:DescribeCluster"],
            );
            assert.match(Statement[0].Resource, /^arn:aws:eks:eu-west-1:\d{12}:cluster\/c1$/);
        }
    });

    it("takes another identity provider after the first is gone", async () => {
        const { cluster } = SETTINGS;
        const other = { ...SETTINGS, cluster: { ...cluster, oidc: { ...cluster.oidc, clientId: "other" } } };
        const { errors, steps } = await life.run("up", other);
        assert.deepEqual(errors, []);
        const ops = steps.filter(({ type }) => type.includes("identityProviderConfig")).map(({ op }) => op);
        assert.deepEqual(ops, ["delete-replaced", "replace", "create-replacement"]);
    });

    it("has an entry for each role", () => {
        assert.equal(new Set(life.resources(ENTRY).map(({ principalArn }) => principalArn)).size, 3);
    });

    it("goes without a trace", () => life.end(SETTINGS));
});
