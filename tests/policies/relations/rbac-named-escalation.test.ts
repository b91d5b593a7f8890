import assert from "node:assert/strict";
import type { RawResource } from "../../../policies/model/resource";
import type { Data } from "../support/edit";
import { object } from "../support/resources";
import { assertUnknownsFindNothing, judgeStack } from "./support";

const RULE = "rbac-named-escalation";
const RBAC = "rbac.authorization.k8s.io";
const API = `${RBAC}/v1`;

const role = (kind: string, name: string, rule: Data) => object(API, kind, { metadata: { name }, rules: [rule] });
const READS = { apiGroups: [""], resources: ["configmaps"], verbs: ["get"] };
const ESCALATES = { apiGroups: [RBAC], resources: ["roles"], verbs: ["escalate"] };
const bind = (...resourceNames: readonly string[]) =>
    role("ClusterRole", "granter", { apiGroups: [RBAC], resources: ["clusterroles"], verbs: ["bind"], resourceNames });
const account = (name: string) => object("v1", "ServiceAccount", { metadata: { name } });
const token = role("Role", "own-token", {
    apiGroups: [""],
    resources: ["serviceaccounts/token"],
    verbs: ["create"],
    resourceNames: ["reporter"],
});
const binding = (name: string, roleRef: Data) =>
    object(API, "RoleBinding", {
        metadata: { name },
        roleRef: { apiGroup: RBAC, ...roleRef },
        subjects: [{ kind: "ServiceAccount", name: "reporter", namespace: "shop" }],
    });
const OWN = binding("own-token", { kind: "Role", name: "own-token" });

/** The role that makes tokens of one account, in the hands of another. */
const OTHERS = object(API, "RoleBinding", {
    metadata: { name: "others" },
    roleRef: { apiGroup: RBAC, kind: "Role", name: "own-token" },
    subjects: [{ kind: "ServiceAccount", name: "web", namespace: "shop" }],
});

describe("What a role gives by name", () => {
    const verdict = (...resources: readonly RawResource[]) => judgeStack(RULE, resources);
    const quiet = { found: [], open: [], messages: [] };

    it("may be edit, view and roles without rights to escalate (case 207)", () => {
        assert.deepEqual(verdict(bind("edit", "view")), quiet);
        assert.deepEqual(verdict(bind("view", "reader"), role("ClusterRole", "reader", READS)), quiet);
    });

    it("is not a role that escalates, nor one of which nothing is known", () => {
        assert.deepEqual(verdict(bind("view", "maker"), role("ClusterRole", "maker", ESCALATES)).found, [
            "ClusterRole shop/granter rules[0].resourceNames[1]",
        ]);
        assert.deepEqual(verdict(bind("maker")).found, ["ClusterRole shop/granter rules[0].resourceNames[0]"]);
    });

    it("is not a role of its name in another namespace (sibling of case 207)", () => {
        const binder = object(API, "Role", {
            metadata: { name: "granter", namespace: "other" },
            rules: [{ apiGroups: [RBAC], resources: ["roles"], verbs: ["bind"], resourceNames: ["reader"] }],
        });
        assert.deepEqual(verdict(binder, role("Role", "reader", READS)).found, [
            "Role other/granter rules[0].resourceNames[0]",
        ]);
    });

    it("may be the tokens of an account that is bound to nothing else (case 208)", () => {
        assert.deepEqual(verdict(account("reporter"), token, OWN), quiet);
        assert.deepEqual(verdict(account("reporter"), token, OTHERS), quiet);
        const reader = [role("Role", "reader", READS), binding("reader", { kind: "Role", name: "reader" })];
        assert.deepEqual(verdict(account("reporter"), token, OTHERS, ...reader), quiet);
    });

    it("may be the account's own tokens, whatever else it may do", () => {
        const admins = binding("admins", { kind: "ClusterRole", name: "cluster-admin" });
        assert.deepEqual(verdict(account("reporter"), token, OWN, admins), quiet);
    });

    it("is not the tokens of an account that is bound to more, for others", () => {
        for (const more of [
            [binding("admins", { kind: "ClusterRole", name: "cluster-admin" })],
            [role("Role", "maker", ESCALATES), binding("makers", { kind: "Role", name: "maker" })],
        ]) {
            assert.deepEqual(verdict(account("reporter"), token, OTHERS, ...more).found, [
                "Role shop/own-token rules[0].resourceNames[0]",
            ]);
        }
    });

    it("stays open where the account is not here", () => {
        assert.deepEqual(verdict(token, OTHERS), {
            ...quiet,
            open: ["Role shop/own-token rules[0].resourceNames[0]"],
        });
    });

    it("is left to rbac-escalation where nothing is named", () => {
        assert.deepEqual(verdict(bind()), quiet);
    });

    it("is not found wanting because any one value is unknown", () => {
        assertUnknownsFindNothing(RULE, [
            bind("reader"),
            role("ClusterRole", "reader", READS),
            account("reporter"),
            token,
            OWN,
        ]);
    });
});
