import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { findHelm, type HelmOutput, runHelm } from "./helm";
import { withoutValues } from "./hidden";
import type { DataObject } from "./object";
import { parseYaml } from "./yaml";

/** A chart and all that decides what it renders. */
export interface ChartRequest {
    /** Folder, archive, address, or a name in the repository. */
    readonly chart: string;
    /** @default the newest */
    readonly version?: string;
    /** Address of the repository. @default none; the chart is a path or an address */
    readonly repository?: string;
    /** Paths of values files, later ones win. @default none */
    readonly valuesFiles?: readonly string[];
    /** Texts of values files, which win over the files. @default none */
    readonly valuesTexts?: readonly string[];
    /** Values that win over all others. @default none */
    readonly values?: DataObject;
    readonly namespace: string;
    readonly releaseName: string;
    /** Minor version of Kubernetes, for example `1.36`. @default Helm's own */
    readonly kubernetesVersion?: string;
    /** @default true */
    readonly includeCrds?: boolean;
}

/** The YAML that a chart renders, or the reason in one line why it renders none. */
export type Rendering =
    | { readonly yaml: string; readonly notRendered?: never }
    | { readonly notRendered: string; readonly yaml?: never };

/** By the hash of all that went in. In memory alone: renderings hold secrets. */
const renderings = new Map<string, Promise<Rendering>>();

/**
 * Renders a chart by `helm template`, once for the same content. Pods that test a release are left out: an update never
 * makes them, `helm test` does.
 */
export async function renderChart(request: ChartRequest): Promise<Rendering> {
    const key = await hashOf(request);
    const known = renderings.get(key) ?? inTurn(() => render(request));
    renderings.set(key, known);
    return known;
}

async function render(request: ChartRequest): Promise<Rendering> {
    const helm = await findHelm();
    if (helm === undefined) {
        return { notRendered: "there is no helm on the PATH, nor in the cache of platform doctor" };
    }
    const texts = [...(request.valuesTexts ?? []), JSON.stringify(request.values ?? {})];
    const { output, problem }: HelmOutput = await runHelm(helm, texts, (files) => argumentsFor(request, files));
    return problem === undefined ? { yaml: output } : { notRendered: await reasonFor(problem, request) };
}

function argumentsFor(request: ChartRequest, valuesFiles: readonly string[]): readonly string[] {
    const { chart, version, repository, namespace, releaseName, kubernetesVersion, includeCrds = true } = request;
    return [
        "template",
        "--skip-tests",
        `--namespace=${namespace}`,
        ...(includeCrds ? ["--include-crds"] : []),
        ...(version === undefined ? [] : [`--version=${version}`]),
        ...(repository === undefined ? [] : [`--repo=${repository}`]),
        ...(kubernetesVersion === undefined ? [] : [`--kube-version=${kubernetesVersion}`]),
        ...[...(request.valuesFiles ?? []), ...valuesFiles].flatMap((file) => ["--values", resolve(file)]),
        "--",
        releaseName,
        // Helm runs in a folder of its own.
        repository === undefined && existsSync(chart) ? resolve(chart) : chart,
    ];
}

/** A template may print any value in its error, and any value may be a secret. */
async function reasonFor(problem: string, request: ChartRequest): Promise<string> {
    const { values, valuesTexts = [], valuesFiles = [], ...shown } = request;
    const fileTexts = await Promise.all(valuesFiles.map((file) => readFile(file, "utf8").catch(() => "")));
    const all = [values, ...[...fileTexts, ...valuesTexts].map((text) => parseYaml(text).value)];
    return withoutValues(problem, all, JSON.stringify(shown)).slice(0, MAX_REASON);
}

/** Characters of a reason; Helm repeats whole templates in some. */
const MAX_REASON = 400;

async function hashOf(request: ChartRequest): Promise<string> {
    const paths = [...(request.repository === undefined ? [request.chart] : []), ...(request.valuesFiles ?? [])];
    const files = await Promise.all(paths.map((path) => fingerprint(resolve(path))));
    return createHash("sha256")
        .update(JSON.stringify([request, files]))
        .digest("hex");
}

/**
 * Sizes and times of all files below a path; nothing where there is none.
 *
 * @param seen files and folders that were visited already: links may lead in circles
 */
async function fingerprint(path: string, seen = new Set<string>()): Promise<readonly unknown[]> {
    try {
        const file = await realpath(path);
        if (seen.has(file)) {
            return [path, file];
        }
        seen.add(file);
        const stats = await stat(file);
        const below: unknown[] = [];
        for (const entry of stats.isDirectory() ? (await readdir(file)).sort() : []) {
            below.push(await fingerprint(join(path, entry), seen));
        }
        return [path, stats.size, stats.mtimeMs, ...below];
    } catch {
        return [];
    }
}

const MAX_AT_ONCE = 2;

const lanes: Promise<unknown>[] = Array.from({ length: MAX_AT_ONCE }, () => Promise.resolve());
let turns = 0;

/** Helm takes a processor for itself, so few run at once. */
function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const lane = turns % MAX_AT_ONCE;
    turns += 1;
    const turn = (lanes[lane] ?? Promise.resolve()).then(run);
    lanes[lane] = turn.catch(() => undefined);
    return turn;
}
