import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPlatform } from "./run-platform";

const settings = (backup: boolean) => `config:
  eks-platform:region: eu-west-1
  eks-platform:cluster: { kind: eks, name: drilled }
  eks-platform:nodeGroups: { system: { instanceTypes: [m7g.large], max: 3, zones: [eu-west-1b] } }
  eks-platform:network: { zones: [eu-west-1a, eu-west-1b] }
  eks-platform:applications: { retail-store: {} }
  eks-platform:backup: { enabled: ${backup} }
`;

describe("platform restore-drill", function () {
    this.timeout(180_000);
    let home: string;
    let file: string;
    before(() => {
        home = mkdtempSync(join(tmpdir(), "eks-platform-drill-"));
        file = join(home, "Pulumi.dev.yaml");
    });
    after(() => rmSync(home, { recursive: true, force: true }));

    const platform = (...args: readonly string[]) => runPlatform(home, [...args, "--offline", "--config-file", file]);

    it("is told where a stack was never brought up, and where it has no backups", () => {
        writeFileSync(file, settings(false));
        const early = platform("restore-drill", "dev");
        assert.equal(early.status, 1);
        assert.match(
            early.stderr,
            /The stack dev has no state on this machine[\s\S]*Next step: npm run up -- dev --offline/,
        );
        const up = platform("up", "dev", "--until", "cluster");
        assert.equal(up.status, 0, up.stdout + up.stderr);
        const { status, stderr } = platform("restore-drill", "dev");
        assert.equal(status, 1);
        assert.match(stderr, /The stack dev has no backups.*\nNext step: set eks-platform:backup/);
    });

    it("says from a stack's state what would be restored where, and does nothing", () => {
        writeFileSync(file, settings(true));
        const up = platform("up", "dev");
        assert.equal(up.status, 0, up.stdout + up.stderr);
        const drill = platform("restore-drill", "dev", "--into", "spare", "--namespace", "retail-store");
        assert.equal(drill.status, 0, drill.stderr);
        assert.match(drill.stdout, /Restore drill of drilled in eu-west-1: nothing is started without --run/);
        assert.match(drill.stdout, /retail-store\/data-catalog-mysql-0 10Gi/);
        // The one zone in which the stack has nodes.
        assert.match(drill.stdout, /EBS: a volume in eu-west-1b/);
        assert.match(drill.stdout, /start-restore-job --resource-type EKS .*"clusterName":"spare"/);
        const whole = platform("restore-drill", "dev", "--into", "drilled");
        assert.equal(whole.status, 1);
        assert.match(whole.stderr, /--into drilled is the stack's own cluster/);
        const { vault, roleArn, jobs } = JSON.parse(platform("restore-drill", "dev", "--json").stdout);
        assert.match(vault, /^platform-backup-points-vault-/);
        assert.match(roleArn, /:role\/platform-backup-restore-role-/);
        assert.deepEqual(
            jobs.map(({ type }: { type: string }) => type),
            ["EBS", "EFS"],
        );
    });

    it("makes no stack in a backend that has none of that name", () => {
        writeFileSync(file, settings(true));
        const backend = join(home, "backend");
        mkdirSync(backend);
        const { status, stderr } = runPlatform(home, ["restore-drill", "dev", "--config-file", file], {
            PULUMI_BACKEND_URL: `file://${backend}`,
            PULUMI_CONFIG_PASSPHRASE: "a passphrase of a test",
            PULUMI_HOME: join(home, "pulumi"),
        });
        assert.equal(status, 1);
        assert.match(stderr, /The stack dev has no state in the backend[\s\S]*or npm run up -- dev/);
        assert.equal(existsSync(join(backend, ".pulumi", "stacks", "eks-platform", "dev.json")), false);
    });

    it("refuses what cannot be, with the next step", () => {
        for (const [args, message] of [
            [["--run"], /--run restores in AWS, and --offline has nothing there/],
            [["--namespace", "a"], /--namespace needs a cluster to restore into/],
            [["--into", "x", "--namespace", "a", "b", "c", "d", "e", "f"], /6 are given, and AWS restores 5 at once/],
        ] as const) {
            const { status, stderr } = platform("restore-drill", "dev", ...args);
            assert.equal(status, 1);
            assert.match(stderr, message);
            assert.match(stderr, /Next step:/);
        }
    });
});
