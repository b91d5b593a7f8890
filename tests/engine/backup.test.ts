import assert from "node:assert/strict";
import { BARE, Life } from "./whole-life";

const EVERYTHING = {
    ...BARE,
    backup: {
        enabled: true,
        timeZone: "Europe/Berlin",
        retentionDays: 120,
        coldAfterDays: 30,
        resources: ["arn:aws:rds:eu-west-1:111122223333:db:orders"],
        tags: { backup: "daily" },
        copy: { region: "eu-central-1", retentionDays: 60 },
        lock: { mode: "compliance", minRetentionDays: 30, maxRetentionDays: 365, irrevocable: true },
        restoreTest: { keepHours: 4 },
        notify: "arn:aws:sns:eu-west-1:123456789012:backups",
        optIn: true,
    },
};

describe("Backups of a cluster", function () {
    this.timeout(180_000);
    const life = new Life();
    after(() => life.close());

    const one = (type: string) => {
        const found = life.resources(`aws:backup/${type}`);
        assert.equal(found.length, 1, type);
        return found[0] ?? {};
    };

    it("violate no policy, and have no value that is known only later", async () => {
        const { policyViolations, errors, steps } = await life.preview(EVERYTHING);
        assert.deepEqual(errors, []);
        const mandatory = policyViolations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
        assert.deepEqual(
            mandatory.map(({ policyName, resourceUrn }) => `${policyName} ${resourceUrn}`),
            [],
        );
        assert.deepEqual(
            steps.filter(({ unknowns }) => unknowns > 0).map(({ urn }) => urn),
            [],
        );
    });

    it("come up at once, change nothing a second time, and drift nowhere", () => life.settle(EVERYTHING));

    it("have a vault in each of both regions, each with a key of its own, a policy and a lock", () => {
        const vaults = life.resources("aws:backup/vault:Vault");
        assert.deepEqual(vaults.map(({ region }) => region).sort(), ["eu-central-1", "eu-west-1"]);
        const keys = life.resources("aws:kms/key:Key");
        for (const { region, kmsKeyArn } of vaults) {
            assert.equal(keys.find(({ arn }) => arn === kmsKeyArn)?.region, region);
        }
        for (const type of ["vaultPolicy:VaultPolicy", "vaultLockConfiguration:VaultLockConfiguration"]) {
            const names = life.resources(`aws:backup/${type}`).map(({ backupVaultName }) => backupVaultName);
            assert.deepEqual(names.sort(), vaults.map(({ name }) => name).sort());
        }
    });

    it("take the cluster, what the stack names, and for their tests volumes and files by themselves", () => {
        const selections = life.resources("aws:backup/selection:Selection");
        const resources = selections.map((selection) => String(selection.resources)).sort();
        const [fileSystem] = life.resources("aws:efs/fileSystem:FileSystem");
        assert.deepEqual(resources, [
            "*",
            "arn:aws:ec2:*:*:volume/*",
            "arn:aws:eks:eu-west-1:123456789012:cluster/c1,arn:aws:rds:eu-west-1:111122223333:db:orders",
            `${fileSystem?.arn}`,
        ]);
        const volumes = selections.find((selection) => String(selection.resources).includes(":volume/"));
        // Karpenter puts the first on the disks of its nodes, too; all conditions have to hold.
        assert.deepEqual(volumes?.conditions, [
            {
                stringEquals: [
                    { key: "aws:ResourceTag/kubernetes.io/cluster/c1", value: "owned" },
                    { key: "aws:ResourceTag/ebs.csi.aws.com/cluster", value: "true" },
                ],
            },
        ]);
        assert.equal(one("restoreTestingPlan:RestoreTestingPlan").name, "restores_c1");
        const { backupVaultEvents } = one("vaultNotifications:VaultNotifications");
        assert.ok(Array.isArray(backupVaultEvents) && backupVaultEvents.includes("BACKUP_JOB_FAILED"));
    });

    it("are told as what cannot be taken back where a lock becomes final", async () => {
        await life.settle(BARE);
        const { dangers } = await life.preview(EVERYTHING);
        const locks = dangers.filter(({ type }) => type.endsWith(":VaultLockConfiguration"));
        assert.equal(locks.length, 2);
        assert.match(locks[0]?.loss ?? "", /14 days.*nobody/);
    });

    it("go with the stack, and leave nothing behind", async () => {
        await life.settle(EVERYTHING);
        await life.end(EVERYTHING);
    });
});
