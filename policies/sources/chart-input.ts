import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { renderChart } from "./chart";
import type { LoadOptions } from "./load-options";
import { isObject } from "./object";
import { readRendered } from "./rendered";
import { faulty, type Loaded } from "./source";
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
        return faulty({ file: chart, message: `the chart cannot be rendered: ${notRendered}`, next });
    }
    return readRendered(yaml, namespace, (template) => templateFile(chart, template));
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
