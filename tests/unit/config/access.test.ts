import assert from "node:assert/strict";
import { assertRefused, faultsOf, type Malformed } from "./refused";

const ROLE = "arn:aws:iam::210987654321:role/a";
const TRUST = { permissionSets: [{ account: "210987654321", name: "Admin" }] };

const cluster = (more: object) => ({ "eks-platform:cluster": { kind: "eks", name: "test", ...more } });
const entry = (more: object) => cluster({ access: { a: { policy: "view", ...more } } });
const at = (path: string) => `eks-platform:cluster.access.a${path}`;
const team = (group: string) => ({ team: { group } });
const oidc = (more: object) => cluster({ oidc: { issuerUrl: "https://login.acme.com", clientId: "k", ...more } });

const CASES: readonly Malformed[] = [
    {
        what: "an entry that names nobody",
        changes: entry({}),
        path: at(""),
        mentions: ["either principalArn or trust"],
    },
    {
        what: "an entry that names a principal and asks for a role",
        changes: entry({ principalArn: ROLE, trust: TRUST }),
        path: at(""),
        mentions: ["either principalArn or trust"],
    },
    {
        what: "an entry whose name is too long for the name of its role",
        changes: cluster({ access: { ["a".repeat(24)]: { policy: "view", trust: TRUST } } }),
        path: `eks-platform:cluster.access.${"a".repeat(24)}`,
        mentions: ["at most 23 characters", "principalArn"],
    },
    {
        what: "a role that nobody may assume",
        changes: entry({ trust: {} }),
        path: at(".trust"),
        mentions: ["at least one of"],
    },
    {
        what: "a project of GitLab with a wildcard",
        changes: entry({
            trust: { gitlab: { provider: "arn:aws:iam::210987654321:oidc-provider/gitlab.com", project: "acme/*" } },
        }),
        path: at(".trust.gitlab.project"),
        mentions: ["without wildcards"],
    },
    {
        what: "a principal of another partition in a trust",
        changes: entry({ trust: { principals: [ROLE.replace("aws", "aws-us-gov")] } }),
        path: at(".trust.principals[0]"),
        mentions: ["arn:aws:"],
    },
    {
        what: "an operator of namespaces",
        changes: {
            ...entry({ principalArn: ROLE, policy: "operator", namespaces: ["shop"] }),
            "eks-platform:namespaces": { shop: {} },
        },
        path: at(".namespaces"),
        mentions: ["the whole cluster"],
    },
    {
        what: "a developer of the whole cluster",
        changes: entry({ principalArn: ROLE, policy: "developer" }),
        path: at(".namespaces"),
        mentions: ["at least one namespace"],
    },
    {
        what: "a developer of a namespace without a team",
        changes: {
            ...entry({ principalArn: ROLE, policy: "developer", namespaces: ["shop"] }),
            "eks-platform:namespaces": { shop: {} },
        },
        path: at(".namespaces[0]"),
        mentions: ["a namespace with a team", "namespaces.shop.team"],
    },
    {
        what: "a developer of one of two namespaces whose group is the same",
        changes: {
            ...entry({ principalArn: ROLE, policy: "developer", namespaces: ["dev"] }),
            "eks-platform:namespaces": { dev: team("store"), staging: team("store") },
        },
        path: at(".namespaces[0]"),
        mentions: ["all namespaces of the group store: dev, staging"],
    },
    {
        what: "a cluster without any administrator",
        changes: cluster({ creatorIsAdmin: false, access: { a: { principalArn: ROLE, policy: "admin" } } }),
        path: "eks-platform:cluster.access",
        mentions: ["cluster-admin", "creatorIsAdmin is false"],
    },
    ...["usernamePrefix", "groupsPrefix"].map((key) => ({
        what: `people who would be Kubernetes' own, by the ${key}`,
        changes: oidc({ [key]: "system:" }),
        path: `eks-platform:cluster.oidc.${key}`,
        mentions: ["does not start with system:"],
    })),
    ...["http://login.acme.com", "https://login.acme.com/?a=b", "login.acme.com"].map((issuerUrl) => ({
        what: `an issuer that EKS does not take: ${issuerUrl}`,
        changes: oidc({ issuerUrl }),
        path: "eks-platform:cluster.oidc.issuerUrl",
        mentions: ["https://", "without a query"],
    })),
];

describe("Who is let into a cluster", () => {
    for (const { what, ...malformed } of CASES) {
        it(`is not ${what}`, () => assertRefused(malformed));
    }

    it("may be without the creator where somebody else administers it", () => {
        for (const access of [{ principalArn: ROLE }, { trust: TRUST }]) {
            const changes = cluster({ creatorIsAdmin: false, access: { a: { ...access, policy: "cluster-admin" } } });
            assert.deepEqual(faultsOf(changes), []);
        }
        const github = { owner: "acme", repository: "platform", ownerId: 1, repositoryId: 2 };
        assert.deepEqual(faultsOf({ ...cluster({ creatorIsAdmin: false }), "eks-platform:pipeline": { github } }), []);
    });

    it("may sign in at a provider whose names have no prefix", () => {
        assert.deepEqual(faultsOf(oidc({ usernamePrefix: "-" })), []);
    });
});
