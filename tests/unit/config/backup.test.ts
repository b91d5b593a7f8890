import assert from "node:assert/strict";
import { load } from "./valid";

describe("The section backup", () => {
    const eks = (changes: Record<string, unknown>) => {
        const config = load(changes);
        assert.ok(config.kind === "eks");
        return config;
    };
    const backup = (settings: object) => eks({ "eks-platform:backup": { enabled: true, ...settings } });
    const fault = (settings: object) => {
        try {
            backup(settings);
            return "";
        } catch (error) {
            return error instanceof Error ? error.message : String(error);
        }
    };
    const lock = { mode: "governance", minRetentionDays: 7, maxRetentionDays: 60 };

    it("is off, and asks for nothing but to be switched on", () => {
        assert.equal(eks({}).backup.enabled, false);
        const { schedule, timeZone, retentionDays, deleteRecoveryPoints } = backup({}).backup;
        assert.deepEqual(
            [schedule, timeZone, retentionDays, deleteRecoveryPoints],
            ["cron(0 3 * * ? *)", "Etc/UTC", 35, false],
        );
    });

    it("takes schedules that AWS takes, and no others", () => {
        for (const schedule of ["cron(0 3 * * ? *)", "cron(30 1 ? * MON-FRI *)", "cron(0 0/6 1,15 * ? 2026-2030)"]) {
            assert.equal(backup({ schedule }).backup.schedule, schedule);
        }
        for (const schedule of [
            "0 3 * * *",
            "rate(1 day)",
            "cron(0 3 * * * *)",
            "cron(0 3 ? * ? *)",
            "cron(0 3 * ? *)",
        ]) {
            assert.match(fault({ schedule }), /backup\.schedule.*for example cron\(0 3 \* \* \? \*\)/s, schedule);
        }
    });

    it("has cold storage for 90 days at least", () => {
        assert.match(fault({ coldAfterDays: 10, retentionDays: 99 }), /coldAfterDays.*at most 9, 90 days before/s);
        assert.equal(fault({ coldAfterDays: 10, retentionDays: 100 }), "");
    });

    it("copies to another region of the same part of AWS", () => {
        for (const region of ["eu-west-1", "us-gov-west-1", "cn-north-1", "mars-1"]) {
            assert.match(fault({ copy: { region } }), /backup\.copy\.region.*another region than eu-west-1/s, region);
        }
        assert.equal(fault({ copy: { region: "eu-central-1" } }), "");
    });

    it("tells a topic of its own region what fails", () => {
        const topic = (region: string) => `arn:aws:sns:${region}:111122223333:backups`;
        assert.equal(fault({ notify: topic("eu-west-1") }), "");
        assert.match(fault({ notify: topic("us-east-1") }), /backup\.notify.*a topic in eu-west-1/s);
        assert.match(fault({ notify: "backups" }), /backup\.notify.*the ARN of a topic of SNS/s);
    });

    it("keeps no recovery point for days that its lock does not have, which would fail every job", () => {
        assert.match(fault({ lock, retentionDays: 90 }), /backup\.retentionDays.*7 to 60, as the lock has it/s);
        const copy = { region: "eu-central-1", retentionDays: 3 };
        assert.match(fault({ lock, copy }), /backup\.copy\.retentionDays.*7 to 60/s);
        assert.match(fault({ lock: { ...lock, minRetentionDays: 61 } }), /minRetentionDays.*at most maxRetentionDays/s);
        assert.equal(fault({ lock }), "");
    });

    it("makes no lock that nobody can take off again, unless the stack says that it knows", () => {
        const final = { ...lock, mode: "compliance" };
        assert.match(fault({ lock: final }), /backup\.lock\.irrevocable.*true, for a lock of mode compliance/s);
        const { warnings } = backup({ lock: { ...final, irrevocable: true } });
        assert.match(warnings.join("\n"), /14 days after it is made, nobody.*neither you nor AWS/);
        const both = { lock: { ...final, irrevocable: true }, deleteRecoveryPoints: true };
        assert.match(fault(both), /deleteRecoveryPoints.*false beside a lock of mode compliance/s);
    });

    it("warns where tags find nothing, because the account has not opted in", () => {
        assert.match(backup({ tags: { backup: "daily" } }).warnings.join("\n"), /backup\.optIn/);
        assert.deepEqual(backup({ tags: { backup: "daily" }, optIn: true }).warnings, load({}).warnings);
    });
});
