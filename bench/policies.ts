import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainTable } from "../cli/output/table";
import { projectRoot } from "../toolchain/paths";
import { deployments } from "./deployments";
import { median, memory, time } from "./process-tree";

const RUNS = 5;
const MEMORY_RUNS = 2;
const DEPLOYMENTS = 500;

/** Prints what the full pack costs over Deployments, in a thread of the command, beside the engine's own time for them without a pack. */
export async function benchPolicies(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-bench-"));
    try {
        const resources = join(folder, "resources.json");
        writeFileSync(resources, JSON.stringify(deployments(DEPLOYMENTS)));
        const without = ["bin/run.mjs", "bench/floor.ts", resources];
        const withPack = [...without, join(projectRoot(), "policies", "presets", "prod.json")];
        const pairs: Pair[] = [];
        await time(withPack);
        for (let run = 1; run <= RUNS; run++) {
            process.stderr.write(`policies: run ${run} of ${RUNS}\n`);
            const engine = (await time(without)).seconds;
            const judged = (await time(withPack)).seconds;
            pairs.push({ engine, judged });
        }
        const added: number[] = [];
        for (let run = 1; run <= MEMORY_RUNS; run++) {
            process.stderr.write(`policies: memory, run ${run} of ${MEMORY_RUNS}\n`);
            const engine = await memory(without);
            added.push((await memory(withPack)) - engine);
        }
        print(pairs, Math.max(...added));
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** One run of each side, one after the other: the machine's own pace changes more slowly than that. */
interface Pair {
    readonly engine: number;
    readonly judged: number;
}

function print(pairs: readonly Pair[], addedMiB: number): void {
    const row = (name: string, of: (pair: Pair) => number, memory = "") => {
        const seconds = pairs.map(of).sort((left, right) => left - right);
        return [name, median(seconds).toFixed(2), `${seconds[0]?.toFixed(2)} to ${seconds.at(-1)?.toFixed(2)}`, memory];
    };
    const rows = [
        row("the engine alone", ({ engine }) => engine),
        row("with the full pack", ({ judged }) => judged, addedMiB.toFixed(0)),
        row("the pack's cost (aim: under 4 s, 400 MiB)", ({ engine, judged }) => judged - engine),
        row("ratio", ({ engine, judged }) => judged / engine),
    ];
    const head = [
        `${DEPLOYMENTS} Deployments, ${RUNS} pairs`,
        "MEDIAN SECONDS",
        "LEAST TO MOST",
        "MiB MORE AT THE PEAK",
    ];
    process.stdout.write(`${plainTable(head, rows)}\n`);
}
