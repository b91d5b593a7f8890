import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
// Makes the SDK look up every reference to a cluster that it reads, as in a program that has the whole package.
import "@pulumi/aws/eks";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { lastState } from "../../components/last-state";
import { plainProgram } from "../../components/plain-program";
import { openWorkspace, type SimulatedWorkspace } from "./workspace";

type Settings = Readonly<Record<string, unknown>>;

const EKS = { kind: "eks", name: "test" };
const AWS: Settings = {
    region: "eu-west-1",
    cluster: EKS,
    nodeGroups: { system: { instanceTypes: ["m7g.large"], max: 3 } },
    network: { zones: ["eu-west-1a", "eu-west-1b"] },
    calico: { enabled: false },
    ingress: { enabled: false },
    admission: { enabled: false },
};

describe("Plain pulumi", function () {
    this.timeout(60_000);
    let workspace: SimulatedWorkspace;
    let program: PulumiFn;

    beforeEach(async () => {
        program = plainProgram;
        workspace = await openWorkspace(async () => program());
    });
    afterEach(() => workspace.close());

    async function configure(settings: Settings): Promise<void> {
        const values = Object.entries(settings).map(([key, value]) => [
            `eks-platform:${key}`,
            { value: typeof value === "string" ? value : JSON.stringify(value) },
        ]);
        await workspace.stack.setAllConfig(Object.fromEntries(values));
    }

    it("refuses a first update that could not reach its cluster before anything is made, and warns in the preview", async () => {
        await configure(AWS);
        const preview = await workspace.preview();
        assert.equal(preview.failure, undefined);
        assert.match(preview.diagnostics("warning").join(), /The update will refuse this: .*endpoint\.access.*checkip/);
        const up = await workspace.up();
        assert.match(up.diagnostics("error").join(), /endpoint\.access[\s\S]*checkip/);
        assert.deepEqual(made(up), []);
    });

    it("makes a cluster that can be reached, and updates one that is there whatever reaches it", async () => {
        await configure({ ...AWS, cluster: { ...EKS, endpoint: { publicCidrs: ["8.8.8.8/32"] } } });
        assert.equal((await workspace.up()).failure, undefined);
        await configure(AWS);
        const update = await workspace.up();
        assert.equal(update.failure, undefined);
        assert.deepEqual(update.diagnostics("warning"), []);
    });

    it("reads the state of a cluster before anything of it is registered", async () => {
        await configure({ ...AWS, cluster: { ...EKS, endpoint: { publicCidrs: ["8.8.8.8/32"] } } });
        assert.equal((await workspace.up()).failure, undefined);
        let types: readonly string[] = [];
        program = async () => {
            types = Object.values(await lastState()).map(({ type }) => type);
            // What reading has set off by itself would end the run by now.
            await sleep(1_000);
        };
        assert.equal((await workspace.preview()).failure, undefined);
        assert.ok(types.includes("aws:eks/cluster:Cluster"));
    });

    it("refuses what only documentation has, in previews and updates", async () => {
        const cluster = { ...EKS, endpoint: { publicCidrs: ["203.0.113.7/32"] } };
        await configure({ ...AWS, cluster });
        for (const run of [await workspace.preview(), await workspace.up()]) {
            assert.match(run.diagnostics("error").join(), /RFC 5737/);
            assert.deepEqual(made(run), []);
        }
    });
});

/** What a run created, the stack itself and its own provider apart. */
function made({ steps }: { readonly steps: readonly { readonly op: string; readonly type: string }[] }) {
    return steps.filter(({ op, type }) => op === "create" && !type.startsWith("pulumi:")).map(({ type }) => type);
}
