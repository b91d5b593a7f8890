import pc from "picocolors";
import { visible } from "../../core/faults/visible";
import { type DrillOptions, MADE_ID, type RestoreJob } from "../restore/drill-jobs";
import type { RecoveryPoint } from "../restore/recovery-points";
import { type EndedJob, lookCommand, startArguments } from "../restore/run-jobs";
import type { StackFacts } from "../restore/stack-facts";

/** What a drill would do, with the commands that do it. */
export function drillText(facts: StackFacts, jobs: readonly RestoreJob[], options: DrillOptions): string {
    const { into, before } = options;
    const { cluster, region, vault, claims } = facts;
    const namespaces = [...new Set(claims.map(({ namespace }) => namespace))];
    return [
        pc.bold(`Restore drill of ${visible(cluster)} in ${region}: nothing is started without --run`),
        `  vault    ${visible(vault)}`,
        `  claims   ${claims.length === 0 ? "none" : `${claims.length}, in ${namespaces.map(visible).join(", ")}`}`,
        ...claims.map(({ namespace, name, size }) => `           ${visible(`${namespace}/${name}`)} ${visible(size)}`),
        "",
        pc.bold("1. Find the newest recovery points"),
        `  ${shown(["backup", "list-recovery-points-by-backup-vault", "--backup-vault-name", vault, ...(before ? ["--by-created-before", before.toISOString()] : []), "--region", region])}`,
        ...jobs.flatMap((job, index) => [
            "",
            pc.bold(`${index + 2}. ${job.type}: ${visible(job.makes)}`),
            `  ${shown([...startArguments(job, facts.roleArn), "--region", region])}`,
            ...(job.cleanup === undefined ? [] : [`  ${pc.dim(`afterwards: ${visible(job.cleanup)}`)}`]),
        ]),
        ...(into === undefined
            ? [
                  "",
                  "The cluster's objects: name another cluster with --into, and namespaces with --namespace. In the cluster itself",
                  "nothing that exists is overwritten, so that there only what was deleted comes back.",
              ]
            : []),
    ].join("\n");
}

/** What is about to be started where, and from which recovery points. */
export function askingText({ region }: StackFacts, account: string, jobs: readonly RestoreJob[]): string {
    const points = jobs.flatMap(({ point, parts = [] }) => [...(point ? [point] : []), ...parts]);
    return [
        `${jobs.length} restore job${jobs.length === 1 ? "" : "s"} in account ${account}, ${region}:`,
        ...jobs.flatMap(({ type, makes, point, parts = [] }) => [
            `  ${type}: ${visible(makes)}`,
            ...(point ? [`    from ${pointText(point)}`] : []),
            ...parts.map((part) => `    with ${part.ResourceType} ${pointText(part)}`),
        ]),
        ...(points.some(({ Status }) => Status === "PARTIAL")
            ? ["A recovery point that is PARTIAL lacks something: --before with its time takes an older one."]
            : []),
        "",
    ].join("\n");
}

function pointText({ RecoveryPointArn, CreationDate, Status }: RecoveryPoint): string {
    return `${visible(CreationDate)} ${visible(Status)} ${visible(RecoveryPointArn)}`;
}

/** How the jobs of a drill ended. */
export function endedText(jobs: readonly EndedJob[], region: string): string {
    const cleanups = jobs.flatMap(({ type, status, cleanup, made, id }) => {
        // Objects may have come back before a job failed, and no ARN tells of them.
        const mayBe = made !== undefined || (id !== undefined && (status === "UNKNOWN" || type === "EKS"));
        return cleanup === undefined || !mayBe ? [] : [cleanup.replace(MADE_ID, made ? idIn(made) : MADE_ID)];
    });
    return [
        ...jobs.flatMap(({ type, status, id, message, made }) => [
            `${status === "COMPLETED" ? pc.green(status) : pc.red(status)} ${type} ${id ?? "without an id"}${made === undefined ? "" : `: ${visible(made)}`}`,
            ...(message === undefined ? [] : [`  ${visible(message)}`]),
            ...(status === "UNKNOWN"
                ? [
                      `  Next step: ${id === undefined ? `aws backup list-restore-jobs --region ${region}` : lookCommand(region, id)}`,
                  ]
                : []),
        ]),
        ...(cleanups.length === 0
            ? []
            : [
                  "",
                  pc.bold("Look at what came back, then be rid of it: it costs as much as the original"),
                  ...cleanups.map((cleanup) => `  ${visible(cleanup)}`),
              ]),
    ].join("\n");
}

function idIn(arn: string): string {
    return arn.split("/").pop() ?? "";
}

/** As a shell takes it. */
function shown(args: readonly string[]): string {
    return ["aws", ...args]
        .map((text) => (/^[\w./:-]+$/.test(text) ? text : `'${visible(text).replaceAll("'", `'\\''`)}'`))
        .join(" ");
}
