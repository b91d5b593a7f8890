import assert from "node:assert/strict";
import type { RawResource } from "../../../policies/model/resource";
import { type Data, edit } from "../support/edit";
import { object } from "../support/resources";
import { compliantPod } from "../support/workloads";
import { deployment, judged, shown } from "./prod";

describe("The token of a ServiceAccount", () => {
    const open = edit(compliantPod, "spec.automountServiceAccountToken", undefined);
    const account = (name: string, mounts: unknown, namespace = "shop") =>
        object("v1", "ServiceAccount", { metadata: { name, namespace }, automountServiceAccountToken: mounts });
    const found = async (pod: Data, ...accounts: readonly RawResource[]) =>
        shown(
            (await judged(deployment(pod), ...accounts)).filter(
                ({ rule }) => rule.id === "service-account-token-mount",
            ),
        );

    it("is not mounted where the account switches it off", async () => {
        assert.deepEqual(await found(open, account("web", false)), []);
    });

    it("is mounted where nothing does, or another account", async () => {
        const mounted = ["mandatory service-account-token-mount"];
        assert.deepEqual(await found(open), mounted);
        assert.deepEqual(await found(open, account("web", true)), mounted);
        assert.deepEqual(await found(open, account("api", false)), mounted);
        assert.deepEqual(await found(open, account("web", false, "other")), mounted);
    });

    it("is that of the account default where the pod names none, or an empty text", async () => {
        for (const name of [undefined, ""]) {
            const pod = edit(open, "spec.serviceAccountName", name);
            assert.deepEqual(await found(pod, account("default", false)), []);
        }
    });
});
