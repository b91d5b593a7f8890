import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveTools } from "../toolchain";
import { findBrowser, NO_BROWSER } from "../toolchain/find-browser";
import { projectRoot } from "../toolchain/paths";
import { type TestCharts, useCharts } from "./charts";

/** The suites, cheapest first, each in its own process: a suite that crashes does not hide the others. */
const SUITES = ["unit", "browser", "policies", "engine", "cluster"] as const;

/** Suites that run when they are asked for: every case of what the others take samples of. */
const ON_DEMAND: readonly string[] = ["faults"];

interface Totals {
    readonly passed: number;
    readonly failed: number;
}

// Usage: npm test [-- checks | unit | browser | policies | engine | cluster | faults [mocha options]]

/** Runs one suite and reads its totals; a suite that ends without totals counts as one failure. */
function runSuite(suite: string, folder: string, extra: readonly string[]): Totals {
    const totals = join(folder, `${suite}.json`);
    process.stdout.write(`\n== tests/${suite}\n`);
    if (suite === "browser" && findBrowser() === undefined) {
        process.stdout.write(`  skipped: ${NO_BROWSER}\n`);
        return { passed: 0, failed: 0 };
    }
    const mocha = join(projectRoot(), "node_modules", "mocha", "bin", "mocha.js");
    const run = spawnSync(
        process.execPath,
        [mocha, "--reporter", join(__dirname, "reporter.cjs"), `tests/${suite}/**/*.test.ts`, ...extra],
        { cwd: projectRoot(), stdio: "inherit", env: { ...process.env, TEST_TOTALS: totals } },
    );
    const result = readTotals(totals);
    // mocha's exit code also speaks of faults outside a test, such as a file that does not load.
    return result.failed === 0 && run.status !== 0 ? { ...result, failed: 1 } : result;
}

function readTotals(file: string): Totals {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch {
        return { passed: 0, failed: 1 };
    }
}

/** Types and lint, counted as one test each. */
function runChecks(): Totals {
    process.stdout.write("\n== types and lint\n");
    const check = (name: string, args: readonly string[]) => {
        const ok = spawnSync(process.execPath, args, { cwd: projectRoot(), stdio: "inherit" }).status === 0;
        process.stdout.write(`  ${ok ? "✔" : "✘"} ${name}\n`);
        return ok;
    };
    const results = [
        check("the types hold", ["node_modules/tsc7/bin/tsc", "-p", "tsconfig.json"]),
        check("the types of the report page's script hold", [
            "node_modules/tsc7/bin/tsc",
            "-p",
            "review/views/html/browser/tsconfig.json",
        ]),
        check("format and lint have no warning", [
            "node_modules/@biomejs/biome/bin/biome",
            "check",
            "--error-on-warnings",
            ".",
        ]),
    ];
    return { passed: results.filter(Boolean).length, failed: results.filter((ok) => !ok).length };
}

async function main(): Promise<void> {
    const [only, ...extra] = process.argv.slice(2);
    const suites: readonly string[] = [...SUITES, ...(only ? ON_DEMAND : [])].filter(
        (suite) => !only || only === suite,
    );
    const checks = !only || only === "checks";
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-tests-"));
    let charts: TestCharts | undefined;
    try {
        if (suites.some((suite) => suite !== "unit" && suite !== "browser")) {
            // Once and with progress, before any test's time limit runs.
            await resolveTools(
                ["pulumi", "helm", "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"],
                { progress: (event) => process.stdout.write(`  ${event.tool}: ${event.message}\n`) },
            );
            charts = await useCharts();
            const which = charts.areReal
                ? "the published ones, from the cache"
                : "small ones of our own; npm run charts -- fetch brings the published ones";
            process.stdout.write(`  charts: ${which}\n`);
        }
        const totals = [...(checks ? [runChecks()] : []), ...suites.map((suite) => runSuite(suite, folder, extra))];
        const passed = totals.reduce((sum, total) => sum + total.passed, 0);
        const failed = totals.reduce((sum, total) => sum + total.failed, 0);
        process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
        process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
    } finally {
        charts?.close();
        rmSync(folder, { recursive: true, force: true });
    }
}

void main();
