import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { RawResource } from "../model/resource";
import { renderChart } from "./chart";
import type { LoadOptions } from "./load-options";
import { isObject } from "./object";
import { readRendered } from "./rendered";
import { faulty, type Loaded } from "./source";
import { locateInTemplate } from "./template-places";
import { parseYaml } from "./yaml";

/** The objects that a chart renders, each said to be in its template. */
export async function readChart(chart: string, options: LoadOptions): Promise<Loaded> {
    const { values = [], namespace = "default", kubernetesVersion } = options;
    const { yaml, notRendered } = await renderChart({
        chart,
        valuesFiles: values,
        namespace,
        releaseName: options.releaseName ?? (await nameOf(chart)),
        ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    });
    if (notRendered !== undefined) {
        const next = "Mend the chart or its values; helm template shows the same error.";
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

/** Helm names templates from the chart's name on; those of an archive are no files. */
function templateFile(chart: string, template: string): string {
    const file = join(chart, ...template.split("/").slice(1));
    return template !== "" && existsSync(file) ? file : chart;
}

/** Helm takes no longer name for a release. */
const MAX_NAME = 53;

async function nameOf(chart: string): Promise<string> {
    const archive = basename(chart).replace(/(?:-\d[^/]*)?\.(?:tgz|tar\.gz)$/, "");
    try {
        const { value } = parseYaml(await readFile(join(chart, "Chart.yaml"), "utf8"));
        return String((isObject(value) && value.name) || archive).slice(0, MAX_NAME);
    } catch {
        return archive.slice(0, MAX_NAME);
    }
}
