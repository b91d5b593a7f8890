import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CHARTS } from "../../components/addons";
import { samples } from "../../components/addons/samples";
import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import { DEFAULT_KUBERNETES_VERSION } from "../../core/facts/kubernetes/versions";
import { chartOpener } from "../../policies/sources/chart-opener";
import { projectRoot } from "../../toolchain/paths";
import { type ChartNeeds, chartNeeds } from "../charts/chart-needs";
import { KEYS_FOLDER } from "../charts/key-files";
import { type ChartFiles, readChart } from "../charts/read-chart";
import { valueKeys } from "../charts/value-keys";
import { UserError } from "../errors";

/**
 * Writes the key file of a chart: what values it takes, and what it needs with those that its add-on sets. The tests hold the add-on's
 * values, network edges and identities against it, on machines that do not have the chart, too.
 *
 * @param path folder or archive of the chart
 * @returns the exit code
 * @throws UserError where it is no chart, or another version than the one that is pinned
 */
export async function writeChartKeys(path: string): Promise<number> {
    const chart = await readChart(path);
    refuseOtherVersion(chart);
    const needs = await needsOf(chart, resolve(path));
    const { name, version, values, schema } = chart;
    const content = { chart: name, version, ...(needs && { needs }), ...valueKeys(values, schema) };
    const file = join(KEYS_FOLDER, `${name}.json`);
    await writeFile(join(projectRoot(), file), `${JSON.stringify(content, null, 2)}\n`);
    process.stdout.write(`${file}: ${content.keys.length} keys of ${name} ${version}\n`);
    return 0;
}

function refuseOtherVersion({ name, version }: ChartFiles): void {
    const pinned = CHARTS.find((chart) => chart.name === name);
    if (pinned && pinned.version !== version) {
        throw new UserError(
            `${name} is pinned at ${pinned.version}, and this is ${version}: change the add-on's chart first.`,
        );
    }
}

/** What the chart of an add-on needs as prod installs it; undefined for a chart that no add-on names. */
async function needsOf({ name }: ChartFiles, chart: string): Promise<ChartNeeds | undefined> {
    const [sample] = samples().filter(
        ({ addon, context }) => addon.chart.name === name && context.footprint === "full",
    );
    if (!sample) {
        return undefined;
    }
    const { addon, values } = sample;
    const props = { chart, name: addon.name, namespace: addon.namespace, values };
    const release = { type: HELM_RELEASE, props };
    const { objects, notRendered } = await chartOpener()(release, DEFAULT_KUBERNETES_VERSION);
    if (!objects) {
        throw new UserError(`${name} cannot be rendered with the values of its add-on: ${notRendered}`);
    }
    return chartNeeds(objects.map(({ props: object }) => object));
}
