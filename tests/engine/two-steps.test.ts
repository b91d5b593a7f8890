import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJournal } from "../../simulator";
import { runPlatform } from "./run-platform";

const SETTINGS = `config:
  eks-platform:region: eu-west-1
  eks-platform:cluster: { kind: eks, name: steps }
  eks-platform:nodeGroups: { system: { instanceTypes: [m7g.large], max: 3 } }
  eks-platform:network: { zones: [eu-west-1a, eu-west-1b] }
  eks-platform:calico: { enabled: false }
  eks-platform:ingress: { enabled: false }
`;

describe("A platform in two steps", function () {
    this.timeout(180_000);
    let home: string;
    let file: string;
    before(() => {
        home = mkdtempSync(join(tmpdir(), "eks-platform-steps-"));
        file = join(home, "Pulumi.dev.yaml");
        writeFileSync(file, SETTINGS);
    });
    after(() => rmSync(home, { recursive: true, force: true }));

    const platform = (...args: readonly string[]) => runPlatform(home, [...args, "--offline", "--config-file", file]);
    const world = () => readJournal(join(home, "stacks", "dev-simulated", "world.jsonl"));
    const inCluster = () => world().filter(({ type }) => type.startsWith("kubernetes:"));

    it("ends with the cluster and its nodes, and a second time changes nothing", () => {
        const up = platform("up", "dev", "--until", "cluster");
        assert.equal(up.status, 0, up.stdout + up.stderr);
        assert.deepEqual(inCluster(), []);
        const types = new Set(world().map(({ type }) => type));
        for (const type of ["aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup", "aws:eks/addon:Addon"]) {
            assert.ok(types.has(type), type);
        }
        const again = platform("preview", "dev", "--until", "cluster", "--expect-no-changes");
        assert.equal(again.status, 0, again.stdout + again.stderr);
    });

    it("goes on with the rest, and leaves the cluster as it is", () => {
        const before = world();
        const up = platform("up", "dev");
        assert.equal(up.status, 0, up.stdout + up.stderr);
        assert.ok(inCluster().length > 5);
        assert.deepEqual(
            world().filter(({ type, id }) => before.some((other) => other.type === type && other.id === id)),
            before,
        );
    });

    it("does not go back to the cluster, which would take everything in it away", () => {
        const before = world();
        const back = platform("up", "dev", "--until", "cluster");
        assert.equal(back.status, 1, back.stdout);
        assert.match(back.stderr, /has more than its cluster already[\s\S]*Next step: leave --until out/);
        assert.deepEqual(world(), before);
    });

    it("is destroyed as a whole", () => {
        const destroy = platform("destroy", "dev");
        assert.equal(destroy.status, 0, destroy.stdout + destroy.stderr);
        assert.deepEqual(world(), []);
    });

    it("is for stacks that make a cluster", () => {
        writeFileSync(file, "config:\n  eks-platform:cluster: { kind: existing, context: other }\n");
        const preview = platform("preview", "dev", "--until", "cluster");
        assert.equal(preview.status, 1);
        assert.match(preview.stderr, /--until cluster: the stack dev makes no cluster/);
    });
});
