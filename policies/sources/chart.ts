import { createHash } from "node:crypto";
import { lstat, readdir, readFile, readlink, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { DataObject } from "../../core/data";
import { apiVersionsOf } from "../../core/facts/kubernetes/api-versions";
import { DEFAULT_KUBERNETES_VERSION } from "../../core/facts/kubernetes/versions";
import { findHelm, GET_HELM, inPrivateFolder, NO_HELM, runHelm } from "../../toolchain/helm/run";
import { stageChart } from "../../toolchain/helm/stage";
import { withoutValues } from "./hidden";
import { parseYaml } from "./yaml";

/** A chart on this machine and all that decides what it renders. */
export interface ChartRequest {
    /** Folder or archive. */
    readonly chart: string;
    /** Paths of values files, later ones win. @default none */
    readonly valuesFiles?: readonly string[];
    /** Texts of values files, which win over the files. @default none */
    readonly valuesTexts?: readonly string[];
    /** Values that win over all others. @default none */
    readonly values?: DataObject;
    readonly namespace: string;
    readonly releaseName: string;
    /** Minor version of Kubernetes, for example `1.36`. @default the version of new clusters */
    readonly kubernetesVersion?: string;
    /** @default true */
    readonly includeCrds?: boolean;
}

/** The YAML that a chart renders, or the reason in one line why it renders none, and what to do about it. */
export type Rendering =
    | { readonly yaml: string; readonly notRendered?: never; readonly next?: never }
    | { readonly notRendered: string; readonly next: string; readonly yaml?: never };

/** By the hash of all that went in. In memory alone: renderings hold secrets. */
const renderings = new Map<string, Promise<Rendering>>();

/**
 * Renders a chart by `helm template`, once for the same content, as an API server of the Kubernetes version would have it rendered.
 * Pods that test a release are left out: an update never makes them, `helm test` does.
 */
export async function renderChart(request: ChartRequest): Promise<Rendering> {
    const key = await hashOf(request);
    const known = renderings.get(key) ?? inTurn(() => inPrivateFolder((folder) => render(request, folder)));
    renderings.set(key, known);
    return known;
}

async function render(request: ChartRequest, folder: string): Promise<Rendering> {
    const helm = await findHelm();
    if (helm === undefined) {
        return { notRendered: NO_HELM, next: GET_HELM };
    }
    const staged = await stageChart(request.chart, folder);
    if (staged.problem !== undefined) {
        return {
            notRendered: staged.problem,
            next: "Mend the chart: all that it needs has to be in it, as files of its own.",
        };
    }
    const texts = [...(request.valuesTexts ?? []), JSON.stringify(request.values ?? {})];
    // Values go through files that nobody else can read.
    const files = texts.map((_, index) => join(folder, `${index}.yaml`));
    await Promise.all(files.map((file, index) => writeFile(file, texts[index] ?? "", { mode: 0o600 })));
    const args = argumentsFor(request, staged.path, [...(request.valuesFiles ?? []), ...files]);
    const { output, problem } = await runHelm(helm, args, { folder });
    return problem === undefined
        ? { yaml: output }
        : {
              notRendered: await reasonFor(problem.replaceAll(staged.path, request.chart), request),
              next: "Mend the chart or its values; helm template shows the same error.",
          };
}

function argumentsFor(request: ChartRequest, chart: string, valuesFiles: readonly string[]): readonly string[] {
    const { namespace, releaseName, kubernetesVersion = DEFAULT_KUBERNETES_VERSION, includeCrds = true } = request;
    return [
        "template",
        "--skip-tests",
        `--namespace=${namespace}`,
        ...(includeCrds ? ["--include-crds"] : []),
        `--kube-version=${kubernetesVersion}.0`,
        `--api-versions=${apiVersionsOf(kubernetesVersion).join(",")}`,
        ...valuesFiles.flatMap((file) => ["--values", resolve(file)]),
        "--",
        releaseName,
        chart,
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
    const paths = [request.chart, ...(request.valuesFiles ?? [])];
    const files = await Promise.all(paths.map((path) => fingerprint(resolve(path), stat)));
    return createHash("sha256")
        .update(JSON.stringify([request, files]))
        .digest("hex");
}

/** Sizes and times of all files below a path; nothing where there is none. Links below it are not followed. */
async function fingerprint(path: string, look: typeof stat | typeof lstat = lstat): Promise<readonly unknown[]> {
    try {
        const stats = await look(path);
        if (stats.isSymbolicLink()) {
            return [path, await readlink(path)];
        }
        const below: unknown[] = [];
        for (const entry of stats.isDirectory() ? (await readdir(path)).sort() : []) {
            below.push(await fingerprint(join(path, entry)));
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
