import assert from "node:assert/strict";
import { Harness } from "./aws-provider/harness";

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const PLAN = "aws:backup/plan:Plan";
const SELECTION = "aws:backup/selection:Selection";
const TESTS = "aws:backup/restoreTestingPlan:RestoreTestingPlan";
const ROLE = "arn:aws:iam::123456789012:role/backup";

describe("AWS Backup on the simulator", () => {
    const plan = (lifecycle: { coldStorageAfter?: number; deleteAfter?: number }) => ({
        name: "daily",
        rules: [{ ruleName: "daily", targetVaultName: "vault", lifecycle }],
    });

    /** A vault with recovery points, as jobs would have made them. */
    function filled(forceDestroy: boolean): Harness {
        const harness = new Harness();
        harness.create(VAULT, "vault", { name: "vault", forceDestroy });
        const stored = harness.world.find(VAULT, "vault");
        assert.ok(stored);
        harness.world.put({ ...stored, outputs: { ...stored.outputs, recoveryPoints: 3 } });
        return harness;
    }

    it("does not let a vault go that has recovery points, unless it is told to delete them", () => {
        const full = filled(false);
        assert.throws(
            () => full.delete(VAULT, "vault"),
            /vault cannot be deleted because it contains 3 recovery points/,
        );
        const { inputs } = full.check(VAULT, "vault", { name: "vault", tags: { a: "b" } });
        full.update(VAULT, "vault", {}, inputs);
        assert.throws(() => full.delete(VAULT, "vault"), /contains 3 recovery points/);
        const forced = filled(true);
        forced.delete(VAULT, "vault");
        assert.equal(forced.world.size, 0);
    });

    it("takes policy and lock along with their vault", () => {
        const harness = new Harness();
        harness.create(VAULT, "vault", { name: "vault" });
        harness.create(LOCK, "lock", { backupVaultName: "vault", minRetentionDays: 7 });
        harness.delete(VAULT, "vault");
        assert.equal(harness.world.size, 0);
    });

    it("refuses locks and lifecycles that contradict themselves", () => {
        const harness = new Harness();
        const lock = (more: object) => () => harness.create(LOCK, "lock", { backupVaultName: "vault", ...more });
        assert.throws(lock({ minRetentionDays: 9, maxRetentionDays: 7 }), /MinRetentionDays \(9\) is greater/);
        assert.throws(lock({ changeableForDays: 2 }), /ChangeableForDays \(2\) must be at least 3/);
        lock({ minRetentionDays: 7, maxRetentionDays: 7, changeableForDays: 3 })();
        const make = (lifecycle: Parameters<typeof plan>[0]) => () => harness.create(PLAN, "daily", plan(lifecycle));
        assert.throws(
            make({ coldStorageAfter: 30, deleteAfter: 119 }),
            /DeleteAfterDays \(119\) cannot be less than 90/,
        );
        make({ coldStorageAfter: 30, deleteAfter: 120 })();
        make({ coldStorageAfter: 30 })();
    });

    it("keeps a plan while it has selections", () => {
        const harness = new Harness();
        const { id } = harness.create(PLAN, "daily", plan({ deleteAfter: 35 }));
        const selection = harness.create(SELECTION, "all", { planId: id, iamRoleArn: ROLE, resources: ["*"] });
        assert.throws(() => harness.delete(PLAN, id), /InvalidRequestException.*still used by .*Selection/);
        harness.delete(SELECTION, selection.id);
        harness.delete(PLAN, id);
        assert.equal(harness.world.size, 0);
    });

    it("takes no hyphen in the name of a plan of restores", () => {
        const point = { algorithm: "LATEST_WITHIN_WINDOW", includeVaults: ["*"], recoveryPointTypes: ["SNAPSHOT"] };
        const failures = (name: string) =>
            new Harness().check(TESTS, name, {
                name,
                scheduleExpression: "cron(0 5 ? * SUN *)",
                recoveryPointSelection: point,
            }).failures;
        assert.deepEqual(failures("restores_c1") ?? [], []);
        assert.equal(failures("restores-c1")?.[0]?.property, "name");
    });
});
