import { existsSync, statSync } from "node:fs";
import { lstat, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { isObject } from "../../core/data";
import type { RawResource } from "../model/resource";
import { renderChart } from "./chart";
import type { LoadOptions } from "./load-options";
import { NO_NAMESPACE, readRendered } from "./rendered";
import { faulty, type Loaded } from "./source";
import { locateInTemplate } from "./template-places";
import { parseYaml } from "./yaml";

/** The objects that a chart renders, each said to be in its template. */
export async function readChart(chart: string, options: LoadOptions): Promise<Loaded> {
    const { values = [], namespace, kubernetesVersion } = options;
    const { yaml, notRendered, next } = await renderChart({
        chart,
        valuesFiles: values,
        namespace: namespace ?? NO_NAMESPACE,
        releaseName: options.releaseName ?? (await nameOf(chart)),
        ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    });
    if (notRendered !== undefined) {
        return faulty({
            file: chart,
            message: `the chart cannot be rendered: ${notRendered}`,
            next,
            hidesObjects: true,
        });
    }
    const { resources, faults } = readRendered(yaml, namespace, (template) => templateFile(chart, template));
    return { resources: await withPlaces(resources, chart), faults };
}

/** Each object placed where its template writes it; Helm keeps objects of one kind in the order of their template. */
async function withPlaces(resources: readonly RawResource[], chart: string): Promise<readonly RawResource[]> {
    const identify = ({ origin, props }: RawResource) => JSON.stringify([origin?.file, props.kind]);
    const totals = new Map<string, number>();
    const indexes = resources.map((raw) => {
        const index = totals.get(identify(raw)) ?? 0;
        totals.set(identify(raw), index + 1);
        return index;
    });
    const files = new Set(resources.flatMap(({ origin }) => origin?.file ?? []));
    files.delete(chart);
    const read = [...files].map(async (file) => [file, await readFile(file, "utf8")] as const);
    const texts = new Map(await Promise.all(read));
    return resources.map((raw, position) => {
        const { file = chart } = raw.origin ?? {};
        const text = texts.get(file);
        const [index = 0, total = 1] = [indexes[position], totals.get(identify(raw))];
        const locate =
            text === undefined ? raw.origin?.locate : locateInTemplate(text, raw.props.kind, { index, total });
        return locate === undefined ? raw : { ...raw, origin: { file, scope: chart, locate } };
    });
}

/**
 * Helm names templates from the chart's name on; those of an archive are no files. What is rendered may name any file, and none but
 * those of the chart are read.
 */
function templateFile(chart: string, template: string): string {
    const steps = template.split("/").slice(1);
    const file = join(chart, ...steps);
    const isOfChart = steps.length > 0 && !steps.includes("..");
    return isOfChart && existsSync(file) && statSync(file).isFile() ? file : chart;
}

/** Helm takes no longer name for a release. */
const MAX_NAME = 53;

async function nameOf(chart: string): Promise<string> {
    const archive = basename(chart).replace(/(?:-\d[^/]*)?\.(?:tgz|tar\.gz)$/, "");
    const file = join(chart, "Chart.yaml");
    try {
        if (!(await lstat(file)).isFile()) {
            return archive.slice(0, MAX_NAME);
        }
        const { value } = parseYaml(await readFile(file, "utf8"));
        return String((isObject(value) && value.name) || archive).slice(0, MAX_NAME);
    } catch {
        return archive.slice(0, MAX_NAME);
    }
}
