import { readdirSync } from "node:fs";
import { join } from "node:path";
import pc from "picocolors";
import { resolveTools } from "../../toolchain";
import { type ChartReference, cachedChart, chartsDirectory, labelOf } from "../../toolchain/helm/cache";
import { fetchChart, isAddress } from "../../toolchain/helm/fetch";
import { projectRoot } from "../../toolchain/paths";
import { stackFile } from "../engine/project-copy";
import { pinnedReferences } from "../engine/stack-charts";
import { checkSettings, readSettings } from "../engine/stack-settings";
import { plainTable } from "../output/table";

/**
 * Brings the pinned charts of all stacks into the cache, from which previews, checks and tests open them. What is there and whole is
 * kept, and not asked for again unless its source is named.
 *
 * @returns the exit code: 1 where a chart could not be had, or has another content than before
 */
export async function fetchCharts({ from }: { readonly from?: string }): Promise<number> {
    const outcomes: Outcome[] = [];
    for (const reference of referencesOfStacks()) {
        const cached = from === undefined ? await cachedChart(reference) : undefined;
        if (cached?.path !== undefined) {
            outcomes.push({ reference, sha256: cached.receipt.sha256, note: `cached, from ${cached.receipt.from}` });
            continue;
        }
        if (isAddress(from ?? reference.repository)) {
            await installHelm();
        }
        const fetched = await fetchChart(reference, from);
        outcomes.push(
            fetched.path === undefined
                ? { reference, note: fetched.problem }
                : { reference, sha256: fetched.receipt.sha256, note: `from ${from ?? reference.repository}` },
        );
    }
    process.stdout.write(`${report(outcomes)}\n`);
    return outcomes.every(({ sha256 }) => sha256 !== undefined) ? 0 : 1;
}

interface Outcome {
    readonly reference: ChartReference;
    /** Absent where the chart could not be had. */
    readonly sha256?: string;
    readonly note: string;
}

/** Each chart as each stack asks for it: from its own repository, or from the stack's mirror. */
function referencesOfStacks(): readonly ChartReference[] {
    const stacks = readdirSync(projectRoot()).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
    const mirrors = new Set(stacks.map((stack) => checkSettings(readSettings(stack, stackFile(stack))).helm.mirror));
    return [...mirrors].flatMap(pinnedReferences);
}

async function installHelm(): Promise<void> {
    await resolveTools(["helm"], { progress: ({ message }) => process.stderr.write(`  helm: ${message}\n`) });
}

function report(outcomes: readonly Outcome[]): string {
    const rows = outcomes.map(({ reference, sha256, note }) => [
        sha256 === undefined ? pc.red("missing") : pc.green("ok"),
        labelOf(reference),
        sha256 ?? "",
        note,
    ]);
    return [
        plainTable(["", "CHART", "SHA-256", "WHERE"], rows),
        "",
        `Kept in ${join(chartsDirectory(), "/")}`,
        ...(outcomes.every(({ sha256 }) => sha256 !== undefined)
            ? []
            : [
                  "Next step: npm run charts -- fetch --from a folder of packaged charts (<name>-<version>.tgz) or a mirror.",
              ]),
    ].join("\n");
}
