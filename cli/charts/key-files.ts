import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";
import type { ChartNeeds } from "./chart-needs";
import type { ValueKeys } from "./value-keys";

/** Where the key files of the pinned charts lie, each as `<chart>.json`. */
export const KEYS_FOLDER = join("components", "releases", "keys");

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
