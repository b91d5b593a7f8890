import assert from "node:assert/strict";
import { Namespace } from "@pulumi/kubernetes/core/v1";
import { Provider } from "@pulumi/kubernetes/provider";
import { StorageClass } from "@pulumi/kubernetes/storage/v1";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { runOperation } from "../../cli/engine/operation";
import { APPLY_OPTIONS } from "../../components/cluster/apply-options";
import { Application } from "../../components/workloads";
import { dangersOf } from "../../review/dangers/dangers-of";
import { CANNOT_GROW } from "../../simulator/kubernetes/claim-growth";
import { openRealWorkspace, type Run, type Workspace } from "../engine/workspace";
import { eventually, TOOLS_LIMIT_MS, usePlane } from "./plane";

const NAMESPACE = "shop";

interface Claim {
    readonly metadata: { readonly uid: string };
    readonly spec: { readonly resources: { readonly requests: { readonly storage: string } } };
    readonly status: { readonly phase: string; readonly capacity: { readonly storage: string } };
}

/** What a stack's file says of the store `db`; with undefined the service is stateless. */
interface Store {
    readonly size?: string;
    readonly tier?: string;
    readonly replicas?: number;
    /** Whether the classes let volumes grow. */
    readonly canGrow?: boolean;
    readonly protect?: boolean;
    readonly kind?: "stateful" | "microservice";
}

describe("the storage of a stateful service", function () {
    this.timeout(120_000);
    const plane = usePlane();
    let workspace: Workspace;

    before(async function () {
        this.timeout(TOOLS_LIMIT_MS);
        workspace = await openRealWorkspace(program({}));
        await succeed({ size: "1Gi" });
    });
    after(() => workspace?.close());

    it("grows in place: the claim, the set and its pods stay (case 120)", async () => {
        const before = await uids();
        workspace.stack.workspace.program = program({ size: "2Gi" });
        const { steps, states } = await runOperation(workspace.stack, "preview", {});
        const told = dangersOf(steps, states).map(({ kind, loss }) => [kind, loss]);
        assert.deepEqual(told, [["grow", "from 1Gi to 2Gi, and never smaller again"]]);
        const { changes } = await succeed({ size: "2Gi" });
        assert.deepEqual(await uids(), before);
        assert.deepEqual(Object.keys(changes).sort(), ["same", "update"]);
        await grown("data-db-0", "2Gi");
        assert.deepEqual(Object.keys((await succeed({ size: "2Gi" })).changes), ["same"]);
        assert.equal((await workspace.refresh({ expectNoChanges: true })).failure, undefined);
    });

    it("grows in place on a protected stack, too (case 122)", async () => {
        const before = await uids();
        await succeed({ size: "2Gi", protect: true });
        await succeed({ size: "3Gi", protect: true });
        assert.deepEqual(await uids(), before);
        await grown("data-db-0", "3Gi");
    });

    it("grows although the state was made by a version that left the claims to the set", async () => {
        const exported = await workspace.stack.exportStack();
        const isClaim = ({ urn }: { urn: string }) => urn.includes("PersistentVolumeClaimPatch");
        exported.deployment.resources = exported.deployment.resources.filter(
            (entry: { urn: string }) => !isClaim(entry),
        );
        for (const entry of exported.deployment.resources) {
            entry.dependencies = entry.dependencies?.filter((urn: string) => !isClaim({ urn }));
        }
        await workspace.stack.importStack(exported);
        const before = await uids();
        await succeed({ size: "4Gi" });
        assert.deepEqual(await uids(), before);
        await grown("data-db-0", "4Gi");
    });

    for (const { what, store } of [
        { what: "a smaller size", store: { size: "1Gi" } },
        { what: "another tier", store: { size: "4Gi", tier: "fast" } },
    ]) {
        it(`refuses ${what} in the preview and before anything happens, with the way to do it`, async () => {
            await succeed({ size: "4Gi" });
            const before = await uids();
            workspace.stack.workspace.program = program(store);
            for (const run of [await workspace.preview(), await workspace.up()]) {
                const error = run.diagnostics("error").join("\n");
                assert.match(error, /PersistentVolumeClaim "data-db-0" is invalid: spec.*Forbidden/s);
                assert.match(error, /Nothing of it was changed.*second service.*docs\/services\.md/s);
            }
            assert.deepEqual(await uids(), before);
            const objects = (await succeed({ size: "4Gi" })).steps.filter(({ type }) => type.startsWith("kubernetes:"));
            assert.deepEqual([...new Set(objects.map(({ op }) => op))], ["same"]);
        });
    }

    it("stays as it is where its class cannot grow, with the reason", async () => {
        await succeed({ size: "4Gi", canGrow: false });
        const before = await uids();
        workspace.stack.workspace.program = program({ size: "5Gi", canGrow: false });
        for (const run of [await workspace.preview(), await workspace.up()]) {
            const error = run.diagnostics("error").join("\n");
            // The words that simulated clusters refuse it with.
            assert.match(error, new RegExp(CANNOT_GROW));
            assert.match(error, /EFS cannot, and has no need to/);
        }
        assert.deepEqual(await uids(), before);
    });

    it("is larger for new replicas as well, and outlives their number", async () => {
        const first = await uids();
        await succeed({ size: "5Gi", replicas: 2 });
        const second = (await claim("data-db-1"))?.metadata.uid;
        await grown("data-db-1", "5Gi");
        await succeed({ size: "5Gi" });
        assert.equal((await claim("data-db-1"))?.metadata.uid, second);
        await succeed({ size: "6Gi", replicas: 2 });
        assert.equal((await claim("data-db-1"))?.metadata.uid, second);
        await grown("data-db-1", "6Gi");
        assert.equal((await uids()).claim, first.claim);
    });

    it("keeps its data where the service says no longer that it has any", async () => {
        await succeed({ size: "6Gi" });
        const before = await uids();
        await succeed({});
        const after = await uids();
        assert.deepEqual([after.claim, after.set], [before.claim, before.set]);
        await succeed({ size: "6Gi" });
        assert.equal((await uids()).claim, before.claim);
    });

    it("makes way for another kind of service, and comes back (case 123)", async () => {
        const before = await plane().get<Named>(`/api/v1/namespaces/${NAMESPACE}/services/db`);
        await succeed({ kind: "microservice" });
        await succeed({ kind: "stateful" });
        await succeed({ size: "1Gi" });
        const after = await plane().get<Named>(`/api/v1/namespaces/${NAMESPACE}/services/db`);
        assert.equal(after?.metadata.uid, before?.metadata.uid);
    });

    it("goes with the stack", async () => {
        assert.equal((await workspace.destroy()).failure, undefined);
        assert.equal(await claim("data-db-0"), undefined);
    });

    async function succeed(store: Store): Promise<Run> {
        workspace.stack.workspace.program = program({ ...store });
        const up = await workspace.up();
        assert.equal(up.failure, undefined, up.diagnostics("error").join("\n"));
        return up;
    }

    async function uids() {
        const core = `/api/v1/namespaces/${NAMESPACE}`;
        const uid = async (path: string) => (await plane().get<Named>(path))?.metadata.uid;
        return {
            claim: await uid(`${core}/persistentvolumeclaims/data-db-0`),
            pod: await uid(`${core}/pods/db-0`),
            set: await uid(`/apis/apps/v1/namespaces/${NAMESPACE}/statefulsets/db`),
        };
    }

    function claim(name: string): Promise<Claim | undefined> {
        return plane().get<Claim>(`/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims/${name}`);
    }

    async function grown(name: string, size: string): Promise<void> {
        await eventually(`${name} has ${size}`, async () => {
            const { spec, status } = (await claim(name)) ?? {};
            return (spec?.resources.requests.storage === size && status?.capacity.storage === size) || undefined;
        });
    }

    function program(store: Store): PulumiFn {
        const { size, tier = "standard", replicas = 1, canGrow = true, protect = false, kind = "stateful" } = store;
        return async () => {
            const { kubeconfigPath: kubeconfig } = plane().cluster;
            const provider = new Provider("cluster", { kubeconfig, ...APPLY_OPTIONS });
            const home = new Namespace(NAMESPACE, { metadata: { name: NAMESPACE } }, { provider });
            const classes = ["standard", "fast"].map(
                (name) =>
                    new StorageClass(
                        name,
                        {
                            metadata: { name },
                            provisioner: "ebs.csi.aws.com",
                            volumeBindingMode: "WaitForFirstConsumer",
                            allowVolumeExpansion: canGrow,
                        },
                        { provider },
                    ),
            );
            const storage = size === undefined ? {} : { storage: { tier, size, mountPath: "/data" } };
            const db = { kind, image: "ghcr.io/acme/db:1.2.3", port: 5432, replicas, env: { A: "b" }, ...storage };
            new Application(
                "shop",
                {
                    namespace: NAMESPACE,
                    description: { services: { db } },
                    storageClasses: { standard: "standard", fast: "fast" },
                    retainVolumes: protect,
                },
                { provider, dependsOn: [home, ...classes] },
            );
        };
    }
});

interface Named {
    readonly metadata: { readonly uid: string };
}
