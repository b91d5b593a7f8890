import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainTable } from "../cli/output/table";
import { median, time } from "./process-tree";

/** Runs of each side, taken in turn so that all see the same machine. */
const RUNS = 5;

const OFFLINE = ["prod", "--offline"];
const PREVIEW = ["bin/platform.mjs", "preview", ...OFFLINE, "--json"];

/**
 * Prints the cost of a preview of a change, of a rehearsal and of the report page, beside a plain offline preview of prod, measured in
 * one run.
 */
export async function benchChange(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-bench-"));
    const page = ["--output", join(folder, "report.html")];
    const sides = {
        plain: [...PREVIEW, "--no-rehearsal"],
        rehearsed: PREVIEW,
        change: [...PREVIEW, "--no-rehearsal", "--since", "HEAD"],
        page: ["bin/platform.mjs", "report", ...OFFLINE, "--no-rehearsal", ...page],
    };
    const seconds: Record<keyof typeof sides, number[]> = { plain: [], rehearsed: [], change: [], page: [] };
    try {
        await time(sides.change);
        await time(sides.page);
        for (let run = 1; run <= RUNS; run++) {
            process.stderr.write(`change: run ${run} of ${RUNS}\n`);
            seconds.plain.push((await time(sides.plain)).seconds);
            seconds.rehearsed.push((await time(sides.rehearsed)).seconds);
            seconds.change.push((await time(sides.change)).seconds);
            seconds.page.push((await time(sides.page)).seconds);
        }
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
    const compared = (side: readonly number[], how: (value: number, plain: number) => number) =>
        median(side.map((value, index) => how(value, seconds.plain[index] ?? Number.NaN))).toFixed(2);
    const row = (name: string, side: readonly number[]) => [
        name,
        median(side).toFixed(2),
        `${compared(side, (value, plain) => value / plain)}x`,
        compared(side, (value, plain) => value - plain),
    ];
    const rows = [
        row("preview prod --offline --no-rehearsal", seconds.plain),
        row("the same with its rehearsal", seconds.rehearsed),
        row("the same since HEAD, without rehearsal (aim: at most 2.5x)", seconds.change),
        row("its report page, without rehearsal (aim: under 2 s on top)", seconds.page),
    ];
    process.stdout.write(`${plainTable([`median of ${RUNS}`, "SECONDS", "RATIO", "ON TOP"], rows)}\n`);
}
