import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackFile } from "../cli/engine/project-copy";
import { openSession } from "../cli/engine/session";
import { readSettings } from "../cli/engine/stack-settings";
import { plainTable } from "../cli/output/table";
import { readStackFile } from "../components/config";
import { SIGNATURE } from "../core/engine/signatures";
import type { FlatResource } from "./floor";
import { median, memory, time } from "./process-tree";

/** Runs of each side, taken in turn so that both see the same machine. */
const RUNS = 5;
const MEMORY_RUNS = 2;

/** Prints the cost of an offline preview of prod beside the engine's own floor, measured in one run. */
export async function benchPreview(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-bench-"));
    try {
        const resources = join(folder, "resources.json");
        const flat = await resourcesOf("prod");
        writeFileSync(resources, JSON.stringify(flat));
        // A flat program breaks rules, which may not end it.
        const advisory = join(folder, "advisory.json");
        writeFileSync(advisory, JSON.stringify({ all: "advisory" }));
        const sides = {
            preview: ["bin/platform.mjs", "preview", "prod", "--offline", "--json", "--no-rehearsal"],
            rehearsed: ["bin/platform.mjs", "preview", "prod", "--offline", "--json"],
            floor: ["bin/run.mjs", "bench/floor.ts", resources],
            judged: ["bin/run.mjs", "bench/floor.ts", resources, advisory],
        };
        const preview: Side = { seconds: [], mebibytes: [] };
        const rehearsed: Side = { seconds: [], mebibytes: [] };
        const floor: Side = { seconds: [], mebibytes: [] };
        const judged: Side = { seconds: [], mebibytes: [] };
        await time(sides.preview);
        for (let run = 1; run <= RUNS; run++) {
            process.stderr.write(`preview: run ${run} of ${RUNS}\n`);
            preview.seconds.push((await time(sides.preview)).seconds);
            floor.seconds.push((await time(sides.floor)).seconds);
            judged.seconds.push((await time(sides.judged)).seconds);
            rehearsed.seconds.push((await time(sides.rehearsed)).seconds);
        }
        for (let run = 1; run <= MEMORY_RUNS; run++) {
            process.stderr.write(`preview: memory, run ${run} of ${MEMORY_RUNS}\n`);
            preview.mebibytes.push(await memory(sides.preview));
            floor.mebibytes.push(await memory(sides.floor));
            judged.mebibytes.push(await memory(sides.judged));
            rehearsed.mebibytes.push(await memory(sides.rehearsed));
        }
        const start = ["bin/run.mjs", "bench/start.ts", JSON.stringify(engineConfig("prod"))];
        const starts: Starts = { quick: [], plain: [] };
        for (let run = 1; run <= RUNS; run++) {
            starts.quick.push(Number((await time(start)).stdout));
            starts.plain.push(Number((await time(start, { EKS_PLATFORM_PLAIN_SDK: "true" })).stdout));
        }
        print(flat.length, { preview, rehearsed, floor, judged }, starts);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

interface Side {
    readonly seconds: number[];
    readonly mebibytes: number[];
}

/** Milliseconds from the program's first import to its first resource, offline and as on AWS, where the SDK is as it is published. */
interface Starts {
    readonly quick: number[];
    readonly plain: number[];
}

function print(
    count: number,
    { preview, rehearsed, floor, judged }: Readonly<Record<"preview" | "rehearsed" | "floor" | "judged", Side>>,
    { quick, plain }: Starts,
): void {
    const row = (name: string, { seconds, mebibytes }: Side) => [
        name,
        median(seconds).toFixed(2),
        median(mebibytes).toFixed(0),
    ];
    const ratio = (left: readonly number[], right: readonly number[]) =>
        `${median(left.map((value, index) => value / (right[index] ?? Number.NaN))).toFixed(2)}x`;
    const ratios = (side: Side) => [ratio(preview.seconds, side.seconds), ratio(preview.mebibytes, side.mebibytes)];
    const rows = [
        row("platform preview prod --offline --no-rehearsal", preview),
        row("floor: flat program, no policies", floor),
        ["ratio (aim: 1.25x)", ...ratios(floor)],
        row("floor with the policy pack", judged),
        ["ratio", ...ratios(judged)],
        row("platform preview prod --offline, which rehearses the update", rehearsed),
    ];
    const table = plainTable([`${count} resources, median of ${RUNS}`, "SECONDS", "PEAK MiB"], rows);
    process.stdout.write(
        `${table}\nprogram's start, imports to first resource: ${median(quick)} ms (aim: under 1000 ms); ` +
            `on AWS, with the SDK unchanged: ${median(plain)} ms (${ratio(plain, quick)})\n`,
    );
}

/** A stack's config as the engine hands it to the program: every value as text. */
function engineConfig(stack: string): Readonly<Record<string, string>> {
    const { values } = readStackFile(stackFile(stack), stack);
    const texts = Object.entries(values).map(([key, value]) => {
        return [key, typeof value === "string" ? value : JSON.stringify(value)];
    });
    return Object.fromEntries(texts);
}

/** The resources that a preview of the stack registers, with their inputs. */
async function resourcesOf(stack: string): Promise<FlatResource[]> {
    const session = await openSession({
        target: "simulated",
        settings: readSettings(stack, stackFile(stack)),
        ephemeral: true,
        runsProgram: true,
        note: () => {},
    });
    // By URN: a component ends twice, when it is registered and when its outputs are.
    const found = new Map<string, FlatResource>();
    try {
        await session.stack.preview({
            onEvent: ({ resOutputsEvent }) => {
                const state = resOutputsEvent?.metadata.new;
                if (!state || state.type === "pulumi:pulumi:Stack") {
                    return;
                }
                const name = state.urn.split("::").at(-1) ?? "";
                const inputs = withoutSecrets(state.inputs) as Record<string, unknown>;
                found.set(state.urn, { type: state.type, name, custom: state.custom === true, inputs });
            },
        });
    } finally {
        await session.close();
    }
    return [...found.values()];
}

function withoutSecrets(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutSecrets);
    }
    if (value === null || typeof value !== "object") {
        return value;
    }
    if (SIGNATURE in value) {
        return "secret";
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}
