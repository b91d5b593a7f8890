import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigMap, Service } from "@pulumi/kubernetes/core/v1";
import { Provider } from "@pulumi/kubernetes/provider";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { type InterruptedState, resumeInterrupted } from "../../cli/engine/interrupted";
import type { StateResource } from "../../cli/engine/state-resources";
import { openRealWorkspace, type Workspace } from "../engine/workspace";
import { TOOLS_LIMIT_MS, usePlane } from "./plane";

const NAMESPACE = "default";

describe("a run that was killed while it made objects", function () {
    this.timeout(60_000);
    const plane = usePlane();
    let workspace: Workspace;

    before(async function () {
        this.timeout(TOOLS_LIMIT_MS);
        workspace = await openRealWorkspace(program(plane().cluster.kubeconfigPath));
    });
    after(() => workspace?.close());

    it("is carried on by the next one: what is there stays, what is not is made", async () => {
        assert.equal((await workspace.up()).failure, undefined);
        const uid = await uidOf("made");
        await plane().remove(`/api/v1/namespaces/${NAMESPACE}/configmaps/unmade`);
        await forget("made", "unmade", "waiting");
        const notes: string[] = [];
        await resumeInterrupted(workspace.stack, false, (message) => notes.push(message));
        assert.match(notes.join("\n"), /killed while it was making 3 objects/);
        const up = await workspace.up();
        assert.equal(up.failure, undefined, up.diagnostics("error").join("\n"));
        assert.deepEqual(up.changes, { create: 1, same: 4 });
        assert.equal(await uidOf("made"), uid);
        assert.ok(await uidOf("unmade"));
    });

    it("leaves nothing behind when a destroy comes next", async () => {
        await forget("made", "waiting");
        await resumeInterrupted(workspace.stack, false, () => undefined);
        assert.equal((await workspace.destroy()).failure, undefined);
        assert.equal(await uidOf("made"), undefined);
    });

    async function uidOf(name: string): Promise<string | undefined> {
        const path = `/api/v1/namespaces/${NAMESPACE}/configmaps/${name}`;
        return (await plane().get<{ metadata: { uid: string } }>(path))?.metadata.uid;
    }

    /** Makes the state what an engine that was killed in the middle of these creates leaves: an import would tidy it up. */
    async function forget(...names: string[]): Promise<void> {
        const file = join(workspace.folder, ".pulumi", "stacks", "scratch", "test.json");
        const saved: { checkpoint: { latest: InterruptedState } } = JSON.parse(readFileSync(file, "utf8"));
        const { latest } = saved.checkpoint;
        const all = latest.resources ?? [];
        const isLost = ({ urn }: StateResource) => names.some((name) => urn.endsWith(`::${name}`));
        const lost = all.filter(isLost).map(({ id: _id, outputs: _outputs, ...resource }) => resource);
        latest.resources = all.filter((resource) => !isLost(resource));
        latest.pending_operations = lost.map((resource) => ({ resource, type: "creating" }));
        writeFileSync(file, JSON.stringify(saved));
    }
});

function program(kubeconfig: string): PulumiFn {
    return async () => {
        const provider = new Provider("cluster", { kubeconfig, enableServerSideApply: true, enablePatchForce: true });
        const settings = (name: string) =>
            new ConfigMap(name, { metadata: { name, namespace: NAMESPACE }, data: { a: "1" } }, { provider });
        settings("made");
        settings("unmade");
        const metadata = { name: "waiting", namespace: NAMESPACE, annotations: { "pulumi.com/skipAwait": "true" } };
        new Service("waiting", { metadata, spec: { selector: { app: "none" }, ports: [{ port: 80 }] } }, { provider });
    };
}
