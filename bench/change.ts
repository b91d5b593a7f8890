import { plainTable } from "../cli/output/table";
import { median, time } from "./process-tree";

/** Runs of each side, taken in turn so that all see the same machine. */
const RUNS = 5;

const PREVIEW = ["bin/platform.mjs", "preview", "prod", "--offline", "--json"];

const SIDES = {
    plain: [...PREVIEW, "--no-rehearsal"],
    rehearsed: PREVIEW,
    change: [...PREVIEW, "--no-rehearsal", "--since", "HEAD"],
};

/** Prints the cost of a preview of a change, and of a rehearsal, beside a plain offline preview of prod, measured in one run. */
export async function benchChange(): Promise<void> {
    const seconds: Record<keyof typeof SIDES, number[]> = { plain: [], rehearsed: [], change: [] };
    await time(SIDES.change);
    for (let run = 1; run <= RUNS; run++) {
        process.stderr.write(`change: run ${run} of ${RUNS}\n`);
        seconds.plain.push((await time(SIDES.plain)).seconds);
        seconds.rehearsed.push((await time(SIDES.rehearsed)).seconds);
        seconds.change.push((await time(SIDES.change)).seconds);
    }
    const { plain, rehearsed, change } = seconds;
    const row = (name: string, side: readonly number[]) => [
        name,
        median(side).toFixed(2),
        `${median(side.map((value, index) => value / (plain[index] ?? Number.NaN))).toFixed(2)}x`,
    ];
    const rows = [
        row("preview prod --offline --no-rehearsal", plain),
        row("the same with its rehearsal", rehearsed),
        row("the same since HEAD, without rehearsal (aim: at most 2.5x)", change),
    ];
    process.stdout.write(`${plainTable([`median of ${RUNS}`, "SECONDS", "RATIO"], rows)}\n`);
}
