import assert from "node:assert/strict";
import type { RawResource } from "../../../policies/model/resource";
import type { Data } from "../support/edit";
import { object } from "../support/resources";
import { judged, shown } from "./prod";

describe("A role", () => {
    const role = (rule: Data) =>
        object("rbac.authorization.k8s.io/v1", "ClusterRole", {
            metadata: { name: "webhook", namespace: undefined },
            rules: [rule],
        });

    it("changes the webhook configuration of its controller by advice, and any of them by a breach", async () => {
        const rule = {
            apiGroups: ["admissionregistration.k8s.io"],
            resources: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
            verbs: ["update", "patch"],
        };
        const named = await judged(role({ ...rule, resourceNames: ["webhook.pipeline.tekton.dev"] }));
        assert.deepEqual(shown(named), ["advisory rbac-escalation"]);
        assert.deepEqual(shown(await judged(role(rule))), ["mandatory rbac-escalation"]);
    });

    it("has one finding for all wildcards of a rule", async () => {
        const found = await judged(role({ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }));
        assert.equal(found.filter(({ rule }) => rule.id === "rbac-wildcard").length, 1);
    });
});

describe("A Role that everybody with an account is bound to", () => {
    const RBAC = "rbac.authorization.k8s.io";
    const binding = (name: string, kind = "RoleBinding", roleKind = "Role") =>
        object(`${RBAC}/v1`, kind, {
            roleRef: { apiGroup: RBAC, kind: roleKind, name: "info" },
            subjects: [{ kind: "Group", apiGroup: RBAC, name }],
        });
    const role = (rule: Data, namespace = "shop") =>
        object(`${RBAC}/v1`, "Role", {
            metadata: { name: "info", namespace },
            rules: [
                { apiGroups: [""], resources: ["configmaps"], resourceNames: ["version"], verbs: ["get"], ...rule },
            ],
        });
    const verdict = async (...raws: readonly RawResource[]) =>
        shown((await judged(...raws)).filter(({ rule }) => rule.id === "rbac-admin-binding"));
    const REFUSED = ["mandatory rbac-admin-binding"];

    it("is advice where it reads ConfigMaps by their names alone", async () => {
        for (const group of ["system:authenticated", "system:serviceaccounts"]) {
            assert.deepEqual(await verdict(binding(group), role({})), ["advisory rbac-admin-binding"]);
            const verbs = ["get", "list", "watch"];
            assert.deepEqual(await verdict(binding(group), role({ verbs })), ["advisory rbac-admin-binding"]);
        }
    });

    it("is found where it is not known, grants more, or strangers are bound to it", async () => {
        const open = binding("system:authenticated");
        for (const raws of [
            [open],
            [open, role({}, "other")],
            [open, role({ resourceNames: [] })],
            [open, role({ resourceNames: undefined })],
            [open, role({ resources: ["secrets"] })],
            [open, role({ resources: ["configmaps", "secrets"] })],
            [open, role({ verbs: ["get", "update"] })],
            [open, role({ apiGroups: ["*"] })],
            [open, role({}), role({ resources: ["secrets"] })],
            [binding("system:anonymous"), role({})],
            [binding("system:unauthenticated"), role({})],
            [binding("system:authenticated", "ClusterRoleBinding", "ClusterRole"), role({})],
            [binding("system:authenticated", "RoleBinding", "ClusterRole"), role({})],
        ]) {
            assert.deepEqual(await verdict(...raws), REFUSED);
        }
    });
});
