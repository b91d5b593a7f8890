import pc from "picocolors";
import { visible } from "../../core/faults/visible";
import type { DrillOptions, RestoreJob } from "../restore/drill-jobs";
import { type EndedJob, startArguments } from "../restore/run-jobs";
import type { StackFacts } from "../restore/stack-facts";
import { shellWord } from "./shell-word";

/** What a drill would do, with the commands that do it. */
export function drillText(facts: StackFacts, jobs: readonly RestoreJob[], { into }: DrillOptions): string {
    const { cluster, region, vault, claims } = facts;
    const namespaces = [...new Set(claims.map(({ namespace }) => namespace))];
    return [
        pc.bold(`Restore drill of ${visible(cluster)} in ${region}: nothing is started without --run`),
        `  vault    ${visible(vault)}`,
        `  claims   ${claims.length === 0 ? "none" : `${claims.length}, in ${namespaces.map(visible).join(", ")}`}`,
        ...claims.map(({ namespace, name, size }) => `           ${visible(`${namespace}/${name}`)} ${visible(size)}`),
        "",
        pc.bold("1. Find the newest recovery points"),
        `  ${shown(["backup", "list-recovery-points-by-backup-vault", "--backup-vault-name", vault, "--region", region])}`,
        ...jobs.flatMap((job, index) => [
            "",
            pc.bold(`${index + 2}. ${job.type}: ${visible(job.makes)}`),
            `  ${shown([...startArguments(job, facts.roleArn), "--region", region])}`,
            `  ${pc.dim(`afterwards: ${visible(job.cleanup)} …`)}`,
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

/** How the jobs of a drill ended. */
export function endedText(jobs: readonly EndedJob[]): string {
    const made = jobs.filter(({ made: arn }) => arn !== undefined);
    return [
        ...jobs.flatMap(({ type, status, id, message, made: arn }) => [
            `${status === "COMPLETED" ? pc.green(status) : pc.red(status)} ${type} ${id}${arn === undefined ? "" : `: ${visible(arn)}`}`,
            ...(message === undefined ? [] : [`  ${visible(message)}`]),
        ]),
        ...(made.length === 0
            ? []
            : [
                  "",
                  pc.bold("Look at what came back, then be rid of it: it costs as much as the original"),
                  ...made.map(({ cleanup, made: arn }) => `  ${visible(cleanup)} ${visible(idIn(arn ?? ""))}`),
              ]),
    ].join("\n");
}

function idIn(arn: string): string {
    return arn.split("/").pop() ?? "";
}

/** As a shell takes it. */
function shown(args: readonly string[]): string {
    return ["aws", ...args].map((text) => shellWord(visible(text))).join(" ");
}
