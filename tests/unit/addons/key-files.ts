import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChartNeeds } from "../../../cli/charts/chart-needs";
import type { ValueKeys } from "../../../cli/charts/value-keys";
import { KEYS_FOLDER } from "../../../cli/commands/chart-keys";
import { projectRoot } from "../../../toolchain/paths";

/** What `npm run charts -- <folder or archive>` has written of a chart at one version. */
export interface KeyFile extends ValueKeys {
    readonly chart: string;
    readonly version: string;
    /** Absent for the chart of an add-on's custom resource definitions. */
    readonly needs?: ChartNeeds;
}

/** The key file of every chart that has one, by the chart's name. */
export function keyFiles(): ReadonlyMap<string, KeyFile> {
    const folder = join(projectRoot(), KEYS_FOLDER);
    return new Map(
        readdirSync(folder).map((file) => {
            const content: KeyFile = JSON.parse(readFileSync(join(folder, file), "utf8"));
            return [content.chart, content];
        }),
    );
}
