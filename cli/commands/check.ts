import { realpathSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import pc from "picocolors";
import { visible } from "../../core/faults/visible";
import { judgeAll } from "../../policies/judging/judge-all";
import type { Judged } from "../../policies/judging/judged";
import { SecretTexts } from "../../policies/judging/secret-texts";
import type { JudgeSettings } from "../../policies/judging/stack-judge";
import type { RawResource } from "../../policies/model/resource";
import { userFolders } from "../../policies/model/user-folders";
import { type Report, toReport } from "../../policies/report/report";
import { type Loaded, load, type PassedOver, type SourceFault, unreadFiles } from "../../policies/sources";
import { chartOpener } from "../../policies/sources/chart-opener";
import type { OpeningOptions } from "../../policies/sources/release";
import { letReadersLeave } from "../engine/departure";
import { expected, UserError } from "../errors";
import { Counter } from "../output/counter";
import { type CheckOptions, checkSettings, refuseIdleOptions } from "./check-options";
import { writeReport } from "./check-output";

/** Something could not be read or done; unlike a finding, it says nothing about the resources. */
const COULD_NOT_RUN = 2;

/**
 * Judges manifests, charts, state, a preview or a stack by the rules of the policy pack.
 *
 * @returns the exit code: 0 without violations, 1 with some, 2 when something could not be read
 */
export async function check(inputs: readonly string[], options: CheckOptions): Promise<number> {
    try {
        return await judgeAndReport(inputs, options);
    } catch (error) {
        const message = expected(error)?.message ?? (error instanceof Error ? error.stack : String(error));
        process.stderr.write(`${pc.red("error:")} ${message}\n`);
        return COULD_NOT_RUN;
    }
}

async function judgeAndReport(inputs: readonly string[], options: CheckOptions): Promise<number> {
    await refuseIdleOptions(inputs, options);
    const settings = checkSettings(options);
    const { resources, faults, secrets = [], passedOver = [], defaultFile } = await read(inputs, options);
    const judged = await judgeCounting(
        resources,
        { ...settings, openRelease: chartOpener(openingOptions(options)) },
        unreadFiles(faults),
    );
    const texts = new SecretTexts();
    texts.add(secrets);
    const report = toReport(texts.hide(judged), resources, faults, defaultFile);
    letReadersLeave();
    await writeReport(report, options);
    process.stderr.write([...passedOverLines(passedOver), ...report.faults.map(faultLine)].join(""));
    return exitCode(report);
}

/** Judges and tells how far it is. */
async function judgeCounting(
    resources: readonly RawResource[],
    settings: JudgeSettings,
    unread: readonly string[],
): Promise<readonly Judged[]> {
    const counter = new Counter(process.stderr, "resources judged", resources.length);
    try {
        return await judgeAll(resources, settings, (count) => counter.at(count), unread);
    } finally {
        counter.close();
    }
}

/** A release in a file may name any path of the machine; one of a stack here is of the user's own program. */
function openingOptions({ stack, fetchCharts = false }: CheckOptions): OpeningOptions {
    return {
        fetch: fetchCharts,
        ...(stack === undefined && { within: userFolders().map((folder) => resolve(folder)) }),
    };
}

interface Material extends Loaded {
    readonly defaultFile: string;
}

async function read(inputs: readonly string[], options: CheckOptions): Promise<Material> {
    if (options.stack !== undefined) {
        // The engine and the SDK are the slowest part of a start, and manifests need neither.
        const { previewStack }: typeof import("../engine/preview-stack") = require("../engine/preview-stack");
        return previewStack(options.stack, options);
    }
    const named = inputs.length > 0 ? inputs : [standardInput()];
    const loaded = await load(named, options);
    refuseIdleNamespace(named, loaded, options);
    const faults = [...loaded.faults, ...emptyInputs(named, loaded).map(emptyFault)];
    return { ...loaded, faults, defaultFile: named[0] ?? "-" };
}

/** Which inputs are manifests shows only when they are read. */
function refuseIdleNamespace(named: readonly string[], { resources }: Loaded, { namespace }: CheckOptions): void {
    if (namespace !== undefined && resources.length > 0 && resources.every(({ urn }) => urn !== undefined)) {
        throw new UserError(
            `--namespace is for charts and manifests, and there is none in ${named.join(", ")}.\n` +
                "Next step: leave the option out: the stack says where its objects are.",
        );
    }
}

/** The inputs of which nothing was judged and nothing could not be read. */
function emptyInputs(named: readonly string[], { resources, faults }: Loaded): readonly string[] {
    const files = new Set([
        ...resources.flatMap(({ origin }) => origin?.file ?? []),
        ...faults.map(({ file }) => file),
    ]);
    const told = [...files].map(realPath);
    return named.filter((input) => {
        const path = realPath(input);
        return !told.some((file) => file === path || file.startsWith(join(path, sep)));
    });
}

/** The same for each way to name a file; a file that is gone keeps its name. */
function realPath(file: string): string {
    try {
        return file === "-" ? file : realpathSync(file);
    } catch {
        return resolve(file);
    }
}

/** A gate that is green because it looked at nothing proves nothing. */
function emptyFault(file: string): SourceFault {
    return {
        file,
        message: "there is no resource in it",
        next: "Name manifests, the folder of a chart, a stack export or a preview in JSON.",
    };
}

function standardInput(): string {
    if (process.stdin.isTTY) {
        throw new UserError(
            "There is nothing to check: no input was named.\n" +
                "Next step: name files or folders (platform check deploy/), or pipe manifests in (kustomize build | platform check).",
        );
    }
    return "-";
}

function faultLine({ file, line, column, message, next }: SourceFault): string {
    const place = [file, ...(line === undefined ? [] : [line, column ?? 1])].join(":");
    return `${visible(`${place}: ${message}. ${next}`)}\n`;
}

/** Names in one line; a repository holds thousands of files of other sorts. */
const MAX_NAMED = 10;

function passedOverLines(passedOver: readonly PassedOver[]): readonly string[] {
    const reasons = [...new Set(passedOver.map(({ reason }) => reason))];
    return reasons.map((reason) => {
        const files = [...new Set(passedOver.filter((one) => one.reason === reason).map(({ file }) => file))];
        const others = files.length > MAX_NAMED ? ` and ${files.length - MAX_NAMED} more` : "";
        return `${visible(`passed over, because ${reason}: ${files.slice(0, MAX_NAMED).join(", ")}${others}`)}\n`;
    });
}

function exitCode({ faults, findings }: Report): number {
    if (faults.length > 0) {
        return COULD_NOT_RUN;
    }
    return findings.some(({ level }) => level === "mandatory") ? 1 : 0;
}
