import * as z from "zod";
import { LEAST_COLD_DAYS, LEAST_GRACE_DAYS, MOST_RETENTION_DAYS } from "../../../core/facts/aws/backup";
import { partitionOf } from "../../../core/facts/aws/partition";
import { servedRegion, servedRegions } from "../../../core/facts/aws/regions";
import { awsCron } from "../../schema/aws-cron";
import type { Report } from "../../schema/report";
import { timeZone } from "../../schema/time-zone";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

const days = z.int().min(1).max(MOST_RETENTION_DAYS);

const lockSchema = z.strictObject({
    mode: z
        .enum(["governance", "compliance"])
        .describe(
            "`governance`: whoever has the right to can take the lock off again. `compliance`: once `graceDays` are over nobody can, neither the account's administrator nor AWS, and what is in the vault is paid for until it expires.",
        ),
    minRetentionDays: days.describe(
        "The fewest days that a recovery point is kept; jobs that would keep one for fewer fail.",
    ),
    maxRetentionDays: days.describe("The most days."),
    graceDays: z
        .int()
        .min(LEAST_GRACE_DAYS)
        .max(MOST_RETENTION_DAYS)
        .default(14)
        .describe("Days in which a lock of mode `compliance` can still be taken off."),
    irrevocable: z
        .boolean()
        .default(false)
        .describe("Must be true for mode `compliance`: that you know that nobody can take it back."),
});

const backupSchema = z.strictObject({
    enabled: z.boolean().default(false).describe("Whether the cluster is backed up."),
    schedule: awsCron.default("cron(0 3 * * ? *)").describe("When a backup begins."),
    timeZone: timeZone.default("Etc/UTC").describe("The time zone of the schedules."),
    retentionDays: days.default(35).describe("Days that a recovery point is kept."),
    coldAfterDays: days
        .optional()
        .describe(
            `Days after which recovery points of file systems move to cold storage, ${LEAST_COLD_DAYS} days before they expire at the latest. Those of volumes stay where they are. Default: never.`,
        ),
    resources: z
        .array(
            z.string().regex(/^arn:aws(-[a-z]+)*:[a-z\d-]+:[a-z\d-]*:\d{0,12}:.+$/, {
                error: "the ARN of a resource, for example arn:aws:rds:eu-west-1:111122223333:db:orders",
            }),
        )
        .default([])
        .describe("ARNs of what is backed up besides the cluster, such as databases."),
    tags: z
        .record(z.string().min(1).max(128), z.string().max(256))
        .default({})
        .describe(
            "Whatever in the account and region has one of these tags is backed up besides, where the account has opted in to its type.",
        ),
    copy: z
        .strictObject({
            region: z.string().describe("Another region, in which the copies have a vault and a key of their own."),
            retentionDays: days.optional().describe("Days that a copy is kept. Default: as the recovery point itself."),
        })
        .optional()
        .describe("Copies in another region. Default: none."),
    lock: lockSchema
        .optional()
        .describe("What keeps recovery points from being deleted before their time. Default: none."),
    restoreTest: z
        .strictObject({
            schedule: awsCron.default("cron(0 5 ? * SUN *)").describe("When a test begins."),
            keepHours: z
                .int()
                .min(0)
                .max(168)
                .default(0)
                .describe("Hours that what was restored stays for you to look at, before AWS deletes it."),
        })
        .optional()
        .describe(
            "AWS restores a volume and the shared file system by itself, tells whether that worked, and deletes them again. They are backed up as resources of their own for that. It cannot test the cluster: [Backup and recovery](backup.md) does. Default: none.",
        ),
    notify: z
        .string()
        .regex(/^arn:aws(-[a-z]+)*:sns:[a-z\d-]+:\d{12}:[\w-]{1,256}$/, {
            error: "the ARN of a topic of SNS, for example arn:aws:sns:eu-west-1:111122223333:backups",
        })
        .optional()
        .describe(
            "A topic of the stack's region that is told of backups, copies and restores that fail, and of objects that they leave out. Its policy must let `backup.amazonaws.com` publish. Default: nobody is told.",
        ),
    optIn: z
        .boolean()
        .default(false)
        .describe(
            "Whether this stack opts the whole account in to backups of EKS, EBS, EFS and S3 in the region. What is backed up by its ARN needs no opting in; what is found by `tags` does.",
        ),
    deleteRecoveryPoints: z
        .boolean()
        .default(false)
        .describe(
            "Whether a destroy deletes the recovery points. Without it AWS refuses to delete a vault that has any.",
        ),
});

/** The section `backup` with its defaults. */
export type BackupConfig = z.output<typeof backupSchema>;

/** The section `backup`. */
export const backupSection = defineSection({
    name: "backup",
    description:
        "Backups of the cluster: its objects and the volumes of its claims as one recovery point, by AWS Backup.",
    schema: backupSchema.prefault({}),
    appliesTo: ["eks"],
    check: checkBackup,
});

function checkBackup(backup: BackupConfig, context: SectionContext, report: Report): string[] {
    const { retentionDays, coldAfterDays, copy, lock, notify, optIn, tags } = backup;
    if (coldAfterDays !== undefined && coldAfterDays + LEAST_COLD_DAYS > retentionDays) {
        const allowed = `at most ${retentionDays - LEAST_COLD_DAYS}, ${LEAST_COLD_DAYS} days before retentionDays (${retentionDays})`;
        report(["coldAfterDays"], coldAfterDays, allowed, "Raise retentionDays, or remove this key.");
    }
    const region = context.parsed("region");
    checkCopy(copy, region, report);
    if (notify !== undefined && region !== undefined && notify.split(":")[3] !== region) {
        report(
            ["notify"],
            notify,
            `a topic in ${region}: a vault tells those of its own region alone`,
            "Name another.",
        );
    }
    const warnings = checkLock(backup, lock, report);
    return Object.keys(tags).length > 0 && !optIn
        ? [
              ...warnings,
              "backup.tags: AWS passes over what has one of these tags where the account has not opted in to its type in this region. backup.optIn does that for EKS, EBS, EFS and S3.",
          ]
        : warnings;
}

function checkCopy(copy: BackupConfig["copy"], region: string | undefined, report: Report): void {
    if (copy === undefined || region === undefined) {
        return;
    }
    const sisters = servedRegions().filter((one) => one !== region && partitionOf(one) === partitionOf(region));
    if (servedRegion(copy.region) === undefined || !sisters.includes(copy.region)) {
        const next = "Name a region of the same part of AWS.";
        report(["copy", "region"], copy.region, `another region than ${region}: ${sisters.join(", ")}`, next);
    }
}

function checkLock(backup: BackupConfig, lock: BackupConfig["lock"], report: Report): string[] {
    if (lock === undefined) {
        return [];
    }
    const { mode, minRetentionDays, maxRetentionDays, graceDays, irrevocable } = lock;
    if (minRetentionDays > maxRetentionDays) {
        const next = "Lower it, or raise maxRetentionDays.";
        report(["lock", "minRetentionDays"], minRetentionDays, `at most maxRetentionDays (${maxRetentionDays})`, next);
    }
    const kept = [
        { path: ["retentionDays"], value: backup.retentionDays },
        { path: ["copy", "retentionDays"], value: backup.copy?.retentionDays },
    ];
    for (const { path, value } of kept) {
        if (value !== undefined && (value < minRetentionDays || value > maxRetentionDays)) {
            const next = "Change it, or the lock: AWS would fail every job.";
            report(path, value, `${minRetentionDays} to ${maxRetentionDays}, as the lock has it`, next);
        }
    }
    if (mode === "governance") {
        return [];
    }
    if (!irrevocable) {
        report(
            ["lock", "irrevocable"],
            irrevocable,
            "true, for a lock of mode compliance",
            "Set it if nobody shall ever be able to delete what is in the vault, or choose mode: governance.",
        );
    }
    if (backup.deleteRecoveryPoints) {
        const next = "Remove this key: a destroy cannot delete what a lock of mode compliance keeps.";
        report(["deleteRecoveryPoints"], true, "false beside a lock of mode compliance", next);
    }
    return [
        `backup.lock: ${graceDays} days after it is made, nobody can take this lock off or delete what it keeps, neither you nor AWS: each recovery point is paid for until it expires, ${maxRetentionDays} days at the most, whatever becomes of the stack.`,
    ];
}
