import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { endedText } from "../../../cli/output/restore-drill";
import { drillJobs } from "../../../cli/restore/drill-jobs";
import { newestPoints, type RecoveryPoint } from "../../../cli/restore/recovery-points";
import { askVault, runJobs } from "../../../cli/restore/run-jobs";
import type { StackFacts } from "../../../cli/restore/stack-facts";

const WHOLE = "arn:aws:backup:eu-west-1:111122223333:recovery-point:composite:eks/prod-2";
const SNAPSHOT = "arn:aws:ec2:eu-west-1::snapshot/snap-2";
const FILES = "arn:aws:backup:eu-west-1:111122223333:recovery-point:files";

const FACTS: StackFacts = {
    ...{ cluster: "prod", region: "eu-west-1", vault: "vault", zones: ["eu-west-1a", "eu-west-1b"] },
    roleArn: "arn:aws:iam::111122223333:role/restore",
    keyArn: "arn:aws:kms:eu-west-1:111122223333:key/volumes",
    fileSystemId: "fs-1",
    claims: [{ namespace: "shop", name: "data-db-0", size: "10Gi" }],
};

const point = (type: string, arn: string, day: number, more: Partial<RecoveryPoint> = {}): RecoveryPoint => ({
    ...{ RecoveryPointArn: arn, ResourceType: type, Status: "COMPLETED" },
    ...{ ResourceArn: `arn:aws:x:eu-west-1:111122223333:${type === "EKS" ? "cluster/prod" : "file-system/fs-1"}` },
    CreationDate: `2026-11-${day}T03:00:00+01:00`,
    ...more,
});

const POINTS = [
    point("EKS", WHOLE.replace("prod-2", "prod-1"), 26),
    point("EKS", WHOLE, 27, { Status: "PARTIAL", IsParent: true }),
    point("EKS", WHOLE.replace("prod-2", "prod-3"), 28, { Status: "CREATING" }),
    // Its own objects, and another cluster's.
    point("EKS", WHOLE.replace("composite:", ""), 27, { ParentRecoveryPointArn: WHOLE }),
    point("EKS", WHOLE.replace("prod-2", "other"), 28, { ResourceArn: "arn:aws:eks:eu-west-1:1:cluster/other-prod" }),
    point("EBS", SNAPSHOT, 27, { ParentRecoveryPointArn: WHOLE }),
    point("EBS", SNAPSHOT.replace("snap-2", "snap-1"), 26),
    point("EFS", FILES, 27, { ParentRecoveryPointArn: WHOLE }),
    point("EFS", `${FILES}-gone`, 28, { Status: "EXPIRED" }),
];

describe("A restore drill", () => {
    const drill = { namespaces: [], token: "drill" };

    it("takes the newest recovery points that are whole enough, of this cluster", () => {
        const { cluster, parts, volume, files } = newestPoints(POINTS, "prod");
        assert.equal(cluster?.RecoveryPointArn, WHOLE);
        assert.equal(volume?.RecoveryPointArn, SNAPSHOT);
        assert.equal(files?.RecoveryPointArn, FILES);
        assert.deepEqual(
            parts.map(({ RecoveryPointArn }) => RecoveryPointArn),
            [SNAPSHOT, FILES],
        );
        assert.deepEqual(newestPoints([], "prod"), { parts: [] });
    });

    it("restores volumes and files beside those in use, encrypted with the stack's key", () => {
        const [volume, files, ...others] = drillJobs(FACTS, drill, newestPoints(POINTS, "prod"));
        assert.deepEqual(others, []);
        assert.deepEqual([volume?.type, volume?.point], ["EBS", SNAPSHOT]);
        assert.deepEqual(volume?.metadata, {
            ...{ availabilityZone: "eu-west-1a", encrypted: "true", kmsKeyId: FACTS.keyArn },
        });
        assert.equal(files?.metadata.newFileSystem, "true");
        assert.equal(files?.metadata["file-system-id"], "fs-1");
        assert.equal(files?.metadata.KmsKeyId, FACTS.keyArn);
    });

    it("restores objects into the cluster that is named, with their volumes where it has nodes", () => {
        const options = { ...drill, into: "spare", namespaces: ["shop"], zone: "eu-west-1b" };
        const cluster = drillJobs(FACTS, options, newestPoints(POINTS, "prod")).find(({ type }) => type === "EKS");
        const { nestedRestoreJobs = "", ...metadata } = cluster?.metadata ?? {};
        assert.deepEqual(metadata, {
            ...{ clusterName: "spare", newCluster: "false", namespaceLevelRestore: "true", namespaces: '["shop"]' },
        });
        const nested: Record<string, string> = JSON.parse(nestedRestoreJobs);
        assert.deepEqual(Object.keys(nested), [SNAPSHOT, FILES]);
        assert.deepEqual(JSON.parse(nested[SNAPSHOT] ?? ""), { AvailabilityZone: "eu-west-1b" });
        assert.equal(JSON.parse(nested[FILES] ?? "").newFileSystem, "true");
        // AWS takes texts alone.
        assert.ok(Object.values(cluster?.metadata ?? {}).every((value) => typeof value === "string"));
    });

    it("has no job for what there is no recovery point of", () => {
        assert.deepEqual(drillJobs(FACTS, { ...drill, into: "spare" }, newestPoints([], "prod")), []);
    });

    describe("with --run", () => {
        let folder: string;
        let path: string | undefined;
        beforeEach(() => {
            folder = mkdtempSync(join(tmpdir(), "eks-platform-drill-"));
            path = process.env.PATH;
            process.env.PATH = `${folder}${delimiter}${path}`;
        });
        afterEach(() => {
            process.env.PATH = path;
            rmSync(folder, { recursive: true, force: true });
        });

        /** Puts an AWS CLI in front of others, as a program of Node.js whose arguments are `args`. */
        function stand(body: string): void {
            const log = join(folder, "calls");
            const script = `#!${process.execPath}\nconst args = process.argv.slice(2);\nrequire("node:fs").appendFileSync(${JSON.stringify(log)}, JSON.stringify(args) + "\\n");\n${body}\n`;
            writeFileSync(join(folder, "aws"), script);
            chmodSync(join(folder, "aws"), 0o755);
        }

        const calls = (): readonly (readonly string[])[] =>
            readFileSync(join(folder, "calls"), "utf8")
                .trim()
                .split("\n")
                .map((line) => JSON.parse(line));

        it("asks the vault, starts the jobs, waits for their end, and says what is to be deleted", async () => {
            stand(`
                const asked = require("node:fs").readFileSync(${JSON.stringify(join(folder, "calls"))}, "utf8").split("describe-restore-job").length - 1;
                const answers = {
                    "list-recovery-points-by-backup-vault": { RecoveryPoints: ${JSON.stringify(POINTS)} },
                    "start-restore-job": { RestoreJobId: "job-1" },
                    "describe-restore-job": asked < 3 ? { Status: "RUNNING" } : { Status: "COMPLETED", CreatedResourceArn: "arn:aws:ec2:eu-west-1:1:volume/vol-9" },
                };
                console.log(JSON.stringify(answers[args[1]]));`);
            const newest = await askVault(FACTS);
            const [volume, ...others] = drillJobs(FACTS, drill, newest);
            assert.ok(volume && others.length === 1);
            const notes: string[] = [];
            const ended = await runJobs([volume], FACTS, (text) => notes.push(text), 0.01);
            assert.deepEqual(
                ended.map(({ status, id }) => [status, id]),
                [["COMPLETED", "job-1"]],
            );
            assert.deepEqual(notes, ["EBS: restore job job-1 has begun"]);
            assert.match(endedText(ended), /aws ec2 delete-volume --region eu-west-1 --volume-id vol-9/);
            const started = calls().find(([, operation]) => operation === "start-restore-job") ?? [];
            assert.deepEqual(started.slice(0, 8), [
                ...["backup", "start-restore-job", "--resource-type", "EBS", "--recovery-point-arn", SNAPSHOT],
                ...["--iam-role-arn", FACTS.roleArn],
            ]);
            assert.ok(calls().every((call) => call.includes("eu-west-1") && call.includes("--no-cli-pager")));
        });

        it("ends in AWS's words where a call fails, and says what to do without an AWS CLI", async () => {
            stand('console.error("An error occurred (AccessDeniedException)"); process.exit(254);');
            await assert.rejects(
                askVault(FACTS),
                /aws backup list-recovery-points-by-backup-vault failed: An error occurred \(AccessDeniedException\)/,
            );
            process.env.PATH = "/nowhere";
            await assert.rejects(askVault(FACTS), /there is no aws on PATH\.\nNext step: install it, .*npm run doctor/);
        });

        it("tells jobs that failed, with AWS's reason", async () => {
            stand(
                'console.log(JSON.stringify(args[1] === "start-restore-job" ? { RestoreJobId: "j" } : { Status: "FAILED", StatusMessage: "no such zone" }));',
            );
            const ended = await runJobs(
                drillJobs(FACTS, drill, newestPoints(POINTS, "prod")),
                FACTS,
                () => undefined,
                0,
            );
            assert.deepEqual(
                ended.map(({ status }) => status),
                ["FAILED", "FAILED"],
            );
            assert.match(endedText(ended), /no such zone/);
        });
    });
});
