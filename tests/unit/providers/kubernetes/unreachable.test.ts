import assert from "node:assert/strict";
import type { ProviderImplementation } from "../../../../core/engine/provider";
import type { PropertyMap } from "../../../../core/engine/values";
import { createLiveKubernetesProvider } from "../../../../providers/kubernetes";

const RESOURCE = { urn: "urn:settings", type: "kubernetes:core/v1:ConfigMap", name: "settings" };
const INPUTS = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "shop" }, data: {} };
const STORED = { ...RESOURCE, id: "shop/settings", oldInputs: INPUTS, oldOutputs: INPUTS };

/** A kubeconfig of a server that refuses every connection: port 1 is never served. */
const kubeconfig = JSON.stringify({
    "current-context": "gone",
    clusters: [{ name: "gone", cluster: { server: "https://127.0.0.1:1" } }],
    contexts: [{ name: "gone", context: { cluster: "gone", user: "me" } }],
    users: [{ name: "me", user: {} }],
});

async function provider(args: PropertyMap = {}): Promise<ProviderImplementation> {
    const made = createLiveKubernetesProvider();
    await made.configure({ args: { kubeconfig, ...args }, urn: undefined });
    return made;
}

describe("a cluster that cannot be reached", () => {
    const expected = /https:\/\/127\.0\.0\.1:1 cannot be reached: .*npm start/;

    it("fails what needs it, naming the server and the next step", async () => {
        const gone = await provider();
        const create = gone.create({ ...RESOURCE, inputs: INPUTS, preview: false, timeoutSeconds: 0 });
        await assert.rejects(async () => create, expected);
        await assert.rejects(async () => gone.read(STORED), expected);
        await assert.rejects(async () => gone.delete({ ...STORED, timeoutSeconds: 0 }), expected);
    });

    it("says so of a kubeconfig that does not exist", async () => {
        const unborn = await provider({ kubeconfig: "/nowhere/kubeconfig" });
        const read = async () => unborn.read(STORED);
        await assert.rejects(
            read,
            /cannot be reached: the kubeconfig \/nowhere\/kubeconfig does not exist\..*npm start/,
        );
    });

    it("does not hinder a preview", async () => {
        const gone = await provider();
        const checked = await gone.check({ ...RESOURCE, olds: undefined, news: INPUTS, randomSeed: new Uint8Array() });
        const planned = await gone.create({ ...RESOURCE, inputs: checked.inputs, preview: true, timeoutSeconds: 0 });
        assert.equal(planned.id, "shop/settings");
        assert.deepEqual(planned.outputs.data, {});
    });

    it("lets its resources go when told to", async () => {
        const gone = await provider({ deleteUnreachable: "true" });
        assert.equal(await gone.read(STORED), undefined);
        await gone.delete({ ...STORED, timeoutSeconds: 0 });
    });

    it("leaves its resources as state has them when told to", async () => {
        const gone = await provider({ skipUpdateUnreachable: "true" });
        assert.deepEqual(await gone.read(STORED), { id: "shop/settings", inputs: INPUTS, outputs: INPUTS });
    });
});
