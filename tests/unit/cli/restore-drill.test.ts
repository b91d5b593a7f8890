import assert from "node:assert/strict";
import { join } from "node:path";
import { askingText, endedText } from "../../../cli/output/restore-drill";
import { drillJobs } from "../../../cli/restore/drill-jobs";
import { newestPoints, type RecoveryPoint } from "../../../cli/restore/recovery-points";
import { refuseOptions, refuseWholeCluster, timeOf } from "../../../cli/restore/refusals";
import { askVault, runJobs } from "../../../cli/restore/run-jobs";
import { type StackFacts, stackFacts } from "../../../cli/restore/stack-facts";
import { startDrill } from "../../../cli/restore/start-drill";
import { StandInAws } from "./stand-in-aws";

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
        assert.deepEqual([volume?.type, volume?.point?.RecoveryPointArn], ["EBS", SNAPSHOT]);
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

    it("takes points from before a time, with what belongs to the cluster's", () => {
        const late = point("EFS", `${FILES}-late`, 28, { ParentRecoveryPointArn: WHOLE.replace("prod-2", "prod-1") });
        const { cluster, parts, volume, files } = newestPoints([...POINTS, late], "prod", timeOf("2026-11-27"));
        assert.equal(cluster?.RecoveryPointArn, WHOLE.replace("prod-2", "prod-1"));
        assert.equal(volume?.RecoveryPointArn, SNAPSHOT.replace("snap-2", "snap-1"));
        assert.equal(files, undefined);
        // A part is finished after the whole has begun.
        assert.deepEqual(
            parts.map(({ RecoveryPointArn }) => RecoveryPointArn),
            [`${FILES}-late`],
        );
    });

    it("takes times as ISO 8601 writes them, in UTC without a zone, and nothing else", () => {
        assert.equal(timeOf("2026-11-27T03:00").toISOString(), "2026-11-27T03:00:00.000Z");
        assert.equal(timeOf("2026-11-27T03:00:30+01:00").toISOString(), "2026-11-27T02:00:30.000Z");
        for (const wrong of ["yesterday", "27.11.2026", "2026-13-01", ""]) {
            assert.throws(() => timeOf(wrong), /--before: .*is no time.\nNext step:/);
        }
    });

    it("tells date and status of each point before it starts, and of one that lacks something", () => {
        const jobs = drillJobs(FACTS, { ...drill, into: "spare", namespaces: ["shop"] }, newestPoints(POINTS, "prod"));
        const text = askingText(FACTS, "111122223333", jobs);
        assert.match(text, /^3 restore jobs in account 111122223333, eu-west-1:$/m);
        assert.match(text, /EBS: .*\n {4}from 2026-11-27T03:00:00\+01:00 COMPLETED .*snap-2/);
        assert.match(text, /EKS: .*\n {4}from 2026-11-27T03:00:00\+01:00 PARTIAL .*prod-2\n {4}with EBS .*snap-2/);
        assert.match(text, /PARTIAL lacks something: --before/);
        assert.doesNotMatch(askingText(FACTS, "1", jobs.slice(0, 1)), /lacks/);
    });

    it("deletes namespaces in the other cluster alone, by its context, and none in the stack's own", () => {
        const cleanupOf = (into: string, namespaces: readonly string[]) =>
            drillJobs(FACTS, { ...drill, into, namespaces }).find(({ type }) => type === "EKS")?.cleanup;
        assert.equal(
            cleanupOf("spare", ["shop", "web"]),
            "aws eks update-kubeconfig --region eu-west-1 --name spare --alias spare && kubectl --context spare delete namespace shop web",
        );
        assert.match(cleanupOf("spare", []) ?? "", /kubectl --context spare get namespaces/);
        assert.doesNotMatch(cleanupOf("spare", []) ?? "", /delete/);
        assert.equal(cleanupOf("prod", ["shop"]), undefined);
        const [job] = drillJobs(FACTS, { ...drill, into: "spare", namespaces: ["shop"] }).slice(-1);
        assert.ok(job);
        const made = "arn:aws:eks:eu-west-1:111122223333:cluster/spare";
        const text = endedText([{ ...job, id: "j", status: "COMPLETED", made }], "eu-west-1");
        assert.match(text, /kubectl --context spare delete namespace shop$/m);
    });

    it("refuses the whole of the stack's own cluster, and names that are none", () => {
        assert.throws(() => refuseWholeCluster("prod", "prod", []), /every object that was deleted.*\nNext step:/);
        refuseWholeCluster("prod", "prod", ["shop"]);
        refuseWholeCluster("prod", "spare", []);
        const arn = "arn:aws:eks:eu-west-1:111122223333:cluster/prod";
        assert.throws(() => refuseOptions({ into: arn }), /is no name of a cluster/);
        assert.throws(() => refuseOptions({ into: "a", namespace: ["b;c"] }), /is no name of a namespace/);
    });

    it("ends where the state has no region, no key or no zone", () => {
        const cluster = { name: "prod", arn: "arn:aws:eks:eu-west-1:111122223333:cluster/prod" };
        const resource = (type: string, outputs: Record<string, unknown>, name = "x") => ({
            ...{ urn: `urn:pulumi:prod::eks-platform::${type}::${name}`, type, id: "id", outputs },
        });
        const state = (outputs: Record<string, unknown>) => [
            resource("pulumi:pulumi:Stack", { backupVault: "vault", restoreRoleArn: FACTS.roleArn }),
            resource("aws:eks/cluster:Cluster", outputs),
        ];
        const key = resource("aws:kms/key:Key", { arn: FACTS.keyArn }, "platform-foundation-volumes-key-key");
        assert.throws(
            () => stackFacts("prod", [...state({ name: "prod" }), key]),
            /no region of the cluster.*\nNext step:/,
        );
        assert.throws(() => stackFacts("prod", state(cluster)), /no key of the volumes.*\nNext step:/);
        const facts = stackFacts("prod", [...state(cluster), key]);
        assert.deepEqual([facts.region, facts.keyArn, facts.zones], ["eu-west-1", FACTS.keyArn, []]);
        assert.throws(
            () => drillJobs(facts, drill, newestPoints(POINTS, "prod")),
            /no zone is known.*\nNext step: .*--zone/,
        );
    });

    it("has no job for what there is no recovery point of", () => {
        assert.deepEqual(drillJobs(FACTS, { ...drill, into: "spare" }, newestPoints([], "prod")), []);
    });

    describe("with --run", () => {
        let aws: StandInAws;
        beforeEach(() => {
            aws = new StandInAws();
        });
        afterEach(() => aws.close());

        it("asks the vault, starts the jobs, waits for their end, and says what is to be deleted", async () => {
            aws.answers(`
                const asked = require("node:fs").readFileSync(${JSON.stringify(join(aws.folder, "calls"))}, "utf8").split("describe-restore-job").length - 1;
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
            const ended = await runJobs([volume], FACTS, (text) => notes.push(text), { everySeconds: 0.01 });
            assert.deepEqual(
                ended.map(({ status, id }) => [status, id]),
                [["COMPLETED", "job-1"]],
            );
            // Whoever leaves with Ctrl-C has read it.
            assert.deepEqual(notes, [
                "EBS: restore job job-1 has begun: aws backup describe-restore-job --region eu-west-1 --restore-job-id job-1",
                "EBS: afterwards: aws ec2 delete-volume --region eu-west-1 --volume-id <id>",
            ]);
            assert.match(endedText(ended, "eu-west-1"), /aws ec2 delete-volume --region eu-west-1 --volume-id vol-9/);
            const started = aws.calls().find(([, operation]) => operation === "start-restore-job") ?? [];
            assert.deepEqual(started.slice(0, 8), [
                ...["backup", "start-restore-job", "--resource-type", "EBS", "--recovery-point-arn", SNAPSHOT],
                ...["--iam-role-arn", FACTS.roleArn],
            ]);
            assert.ok(aws.calls().every((call) => call.includes("eu-west-1") && call.includes("--no-cli-pager")));
        });

        it("ends in AWS's words where a call fails, and says what to do without an AWS CLI", async () => {
            aws.answers('console.error("An error occurred (AccessDeniedException)"); process.exit(254);');
            await assert.rejects(
                askVault(FACTS),
                /aws backup list-recovery-points-by-backup-vault failed: An error occurred \(AccessDeniedException\)/,
            );
            process.env.PATH = "/nowhere";
            await assert.rejects(askVault(FACTS), /there is no aws on PATH\.\nNext step: install it, .*npm run doctor/);
        });

        it("starts nothing in another account, and nothing without a yes to what is listed", async () => {
            const answers = (account: string) => `
                const answers = {
                    "get-caller-identity": { Account: "${account}" },
                    "list-recovery-points-by-backup-vault": { RecoveryPoints: ${JSON.stringify(POINTS)} },
                    "start-restore-job": { RestoreJobId: "job-1" },
                    "describe-restore-job": { Status: "COMPLETED" },
                };
                console.log(JSON.stringify(answers[args[1]]));`;
            const started = () => aws.calls().filter(([, operation]) => operation === "start-restore-job").length;
            aws.answers(answers("999999999999"));
            const elsewhere = startDrill(
                FACTS,
                drill,
                async () => true,
                () => undefined,
            );
            await assert.rejects(elsewhere, /in the account 999999999999.*111122223333.*\nNext step: .*AWS_PROFILE/);
            assert.equal(started(), 0);
            aws.answers(answers("111122223333"));
            const shown: string[] = [];
            const refused = startDrill(
                FACTS,
                drill,
                async (text) => shown.push(text) === 0,
                () => undefined,
            );
            await assert.rejects(refused, /Nothing was started/);
            assert.match(shown.join(), /2 restore jobs in account 111122223333, eu-west-1/);
            assert.equal(started(), 0);
            const { account, jobs } = await startDrill(
                FACTS,
                drill,
                async () => true,
                () => undefined,
            );
            assert.deepEqual([account, jobs.length, started()], ["111122223333", 2, 2]);
        });

        it("blames no rights for an answer that it does not understand", async () => {
            aws.answers('console.log("usage: aws [options]");');
            await assert.rejects(askVault(FACTS), (error: Error) => {
                assert.match(error.message, /answered something else than expected[\s\S]*Next step: .*version/);
                assert.doesNotMatch(error.message, /rights/);
                return true;
            });
        });

        it("loses no job where another cannot be started or asked, and waits no longer than it may", async () => {
            aws.answers(`
                if (args[1] === "start-restore-job" && valueOf("--resource-type") === "EFS") { console.error("Throttling"); process.exit(254); }
                if (valueOf("--restore-job-id") === "j-EKS") { console.error("ExpiredToken"); process.exit(254); }
                console.log(JSON.stringify(args[1] === "start-restore-job" ? { RestoreJobId: "j-" + valueOf("--resource-type") } : { Status: "RUNNING" }));`);
            const options = { ...drill, into: "spare", namespaces: ["shop"] };
            const jobs = drillJobs(FACTS, options, newestPoints(POINTS, "prod"));
            const ended = await runJobs(jobs, FACTS, () => undefined, { everySeconds: 0, longestSeconds: 0 });
            assert.deepEqual(
                ended.map(({ type, id, status }) => [type, id, status]),
                [
                    ["EBS", "j-EBS", "UNKNOWN"],
                    ["EFS", undefined, "UNKNOWN"],
                    ["EKS", "j-EKS", "UNKNOWN"],
                ],
            );
            const text = endedText(ended, "eu-west-1");
            assert.match(text, /It is RUNNING and was waited for no longer/);
            assert.match(text, /Next step: aws backup describe-restore-job --region eu-west-1 --restore-job-id j-EKS/);
            assert.match(text, /Next step: aws backup list-restore-jobs --region eu-west-1/);
            assert.match(text, /delete-volume --region eu-west-1 --volume-id <id>/);
            assert.match(text, /kubectl --context spare delete namespace shop/);
            assert.doesNotMatch(text, /delete-file-system/);
        });

        it("tells jobs that failed, with AWS's reason", async () => {
            aws.answers(
                'console.log(JSON.stringify(args[1] === "start-restore-job" ? { RestoreJobId: "j" } : { Status: "FAILED", StatusMessage: "no such zone" }));',
            );
            const ended = await runJobs(drillJobs(FACTS, drill, newestPoints(POINTS, "prod")), FACTS, () => undefined);
            assert.deepEqual(
                ended.map(({ status }) => status),
                ["FAILED", "FAILED"],
            );
            assert.match(endedText(ended, "eu-west-1"), /no such zone/);
        });
    });
});
