import assert from "node:assert/strict";
import { planStackDrain } from "../../../cli/engine/drain/drain-stack";
import { planDrain } from "../../../cli/engine/drain/plan";
import { UserError } from "../../../cli/errors";
import { foreignLines } from "../../../cli/output/foreign";
import { ApiError, ConnectionError, NoMatchError } from "../../../providers/kubernetes/api/errors";
import type { KubeObject } from "../../../providers/kubernetes/object";
import { FakeCluster, object } from "./fake-cluster";

const LIMITS = { limitSeconds: 0.05, pauseMilliseconds: 1, note: () => undefined };
const FORBIDDEN = new ApiError("ingresses is forbidden: User cannot list resource", 403, "Forbidden");

const plan = (cluster: FakeCluster) => planDrain(cluster, [], LIMITS);
const ingress = (name: string, metadata: object = {}) => object("networking.k8s.io/v1", "Ingress", name, { metadata });
const claim = (name: string) => object("v1", "PersistentVolumeClaim", name);
const volume = (claimName: string, policy: string) =>
    object("v1", "PersistentVolume", `of-${claimName}`, {
        metadata: { namespace: undefined },
        spec: { persistentVolumeReclaimPolicy: policy, claimRef: { uid: `PersistentVolumeClaim-${claimName}` } },
    });

/** What a user reads of a failure. */
async function told(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
        () => undefined,
        (failure: unknown) => failure,
    );
    assert.ok(error instanceof UserError, String(error));
    return error.message;
}

describe("What a drain will do", () => {
    it("is told before anybody is asked: by kind and name, with the volumes, and nothing is deleted by looking", async () => {
        const many = Array.from({ length: 12 }, (_, index) => ingress(`web-${index}`));
        const cluster = new FakeCluster([
            ...many,
            claim("data"),
            claim("kept"),
            volume("data", "Delete"),
            volume("kept", "Retain"),
            { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "spot", uid: "pool" } },
        ]);
        const { foreign, volumes } = await plan(cluster);
        assert.deepEqual(cluster.deleted, []);
        const names = many.slice(0, 10).map(({ metadata }) => `team/${metadata.name}`);
        assert.deepEqual(foreignLines({ foreign, volumes }), [
            "In the cluster and not the stack's, to be deleted first with what it has in AWS:",
            `  12 Ingress: ${names.join(", ")} and 2 more`,
            "  2 PersistentVolumeClaim: team/data, team/kept (1 volume is deleted with all data)",
            "  1 NodePool: spot",
        ]);
    });

    it("is nothing to tell where all is the stack's", async () => {
        assert.deepEqual(foreignLines(await plan(new FakeCluster([]))), []);
    });

    it("says where it ends half way what is gone, and of the stack nothing", async () => {
        const held = (gone: KubeObject) =>
            gone.kind === "PersistentVolumeClaim"
                ? [{ ...gone, metadata: { ...gone.metadata, deletionTimestamp: "2026-11-28T00:00:00Z" } }]
                : [];
        const message = await told((await plan(new FakeCluster([ingress("web"), claim("data")], held))).run());
        assert.match(
            message,
            /nothing of the stack was destroyed. Still there:\n {2}PersistentVolumeClaim team\/data: /,
        );
        assert.match(message, /\nDeleted already, and not the stack's: Ingress team\/web\nNext step: /);
    });

    it("says what the API server refused, of which kind, and what to do", async () => {
        const refusing = (list: unknown) =>
            Object.assign(new FakeCluster([]), { list: () => Promise.reject(list) }) as FakeCluster;
        const forbidden = await told(plan(refusing(FORBIDDEN)));
        assert.match(forbidden, /to list all of Ingress \(networking\.k8s\.io\/v1\): ingresses is forbidden/);
        assert.match(forbidden, /Next step: Give who runs this the right to list it in every namespace/);
        assert.match(forbidden, /--no-drain/);
        const broken = new ConnectionError("https://api.example", new Error("connect ECONNREFUSED"));
        assert.match(await told(plan(refusing(broken))), /no answer from https:\/\/api\.example: connect ECONNREFUSED/);
        const unserved = new NoMatchError("team.example/v1", "Database");
        assert.match(await told(plan(refusing(unserved))), /serves no kind Database in team\.example\/v1/);
    });

    it("says of a refused deletion what it was of, and what is gone", async () => {
        const cluster = new FakeCluster([ingress("a"), ingress("b")]);
        const { run } = await plan(cluster);
        const remove = cluster.delete;
        cluster.delete = (reference) => (reference.name === "b" ? Promise.reject(FORBIDDEN) : remove(reference));
        const message = await told(run());
        assert.match(message, /to delete Ingress team\/b \(networking\.k8s\.io\/v1\): ingresses is forbidden/);
        assert.match(message, /\nDeleted already, and not the stack's: Ingress team\/a\n/);
    });

    it("leaves a defect a defect", async () => {
        const cluster = Object.assign(new FakeCluster([]), { list: () => Promise.reject(new TypeError("no such")) });
        await assert.rejects(plan(cluster), TypeError);
    });
});

describe("The drain of a stack's cluster", () => {
    const CLUSTER = { type: "aws:eks/cluster:Cluster", urn: "urn:pulumi:p::e::aws:eks/cluster:Cluster::c" };
    const provider = { type: "pulumi:providers:kubernetes", urn: "urn:pulumi:p::e::pulumi:providers:kubernetes::k" };
    const of = (resources: readonly object[], notes: string[] = []) => {
        const exportStack = async () => ({ version: 3, deployment: { resources } as never });
        return planStackDrain({ target: "cloud", stack: { exportStack } }, (line) => notes.push(line));
    };

    it("is refused, not left out, where the state's kubeconfig cannot be read", async () => {
        const message = await told(of([CLUSTER, { ...provider, inputs: { kubeconfig: { ciphertext: "v1:x" } } }]));
        assert.match(message, /its kubeconfig cannot be read from the state/);
        assert.match(message, /--no-drain/);
    });

    it("is left out with a word where the stack has put nothing into its cluster, and without one where it has none", async () => {
        const notes: string[] = [];
        assert.equal(await of([CLUSTER], notes), undefined);
        assert.match(notes.join("\n"), /^the cluster is not drained: .*platform leftovers/);
        notes.length = 0;
        assert.deepEqual([await of([provider], notes), notes], [undefined, []]);
    });
});
