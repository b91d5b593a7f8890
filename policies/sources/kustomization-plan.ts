import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type DataObject, isObject } from "../../core/data";
import { KUSTOMIZATION_FILES } from "./walk";
import { parseYaml } from "./yaml";

/** What a kustomization names. */
export interface Kustomization {
    /** As the user named it. */
    readonly folder: string;
    /** Files and folders that it builds from, as whole paths. */
    readonly sources: readonly string[];
    /** Files that are no objects of their own: patches, settings, contents of ConfigMaps. */
    readonly parts: readonly string[];
    /** Sources that are not on this machine. */
    readonly remote: readonly string[];
    /** True for one that others take in and that builds nothing alone. */
    readonly isComponent: boolean;
    /** True where charts would have to be fetched and rendered by kustomize. */
    readonly hasCharts: boolean;
}

/** The kustomizations to build, and the files that are judged with them or are no objects. */
export interface KustomizationPlan {
    readonly builds: readonly Kustomization[];
    /** Folders of components that none of them takes in. */
    readonly unused: readonly string[];
    /** Whole paths of what the kustomizations name. */
    readonly covered: ReadonlySet<string>;
    /** Folders whose files are built from or stand idle. */
    readonly folders: ReadonlySet<string>;
}

/** A kustomization that another one takes in is built with it. */
export async function planKustomizations(folders: readonly string[]): Promise<KustomizationPlan> {
    const all = await Promise.all(folders.map(readKustomization));
    const used = new Set(all.flatMap(({ sources }) => sources));
    const tops = all.filter(({ folder }) => !used.has(resolve(folder)));
    return {
        builds: tops.filter(({ isComponent }) => !isComponent),
        unused: tops.filter(({ isComponent }) => isComponent).map(({ folder }) => folder),
        covered: new Set(all.flatMap(({ sources, parts }) => [...sources, ...parts])),
        folders: new Set(all.map(({ folder }) => resolve(folder))),
    };
}

const SOURCES = ["resources", "bases", "components"];
const FILES = ["patchesStrategicMerge", "crds", "configurations", "transformers", "generators", "validators"];
const WITH_PATH = ["patches", "patchesJson6902", "replacements"];
const GENERATORS = ["configMapGenerator", "secretGenerator"];

async function readKustomization(folder: string): Promise<Kustomization> {
    const value = await contentOf(folder);
    const named = SOURCES.flatMap((field) => textsIn(value[field]));
    const kept = await Promise.all(named.map((name) => exists(resolve(folder, name))));
    const generated = GENERATORS.flatMap((field) => objectsIn(value[field])).flatMap((generator) =>
        ["files", "envs"]
            .flatMap((field) => textsIn(generator[field]))
            .map((text) => text.slice(text.indexOf("=") + 1)),
    );
    const charts = objectsIn(value.helmCharts);
    const parts = [
        ...FILES.flatMap((field) => textsIn(value[field])),
        ...WITH_PATH.flatMap((field) => objectsIn(value[field])).flatMap(({ path }) => textsIn([path])),
        ...generated,
        ...charts.flatMap(({ valuesFile, additionalValuesFiles }) => [
            ...textsIn([valuesFile]),
            ...textsIn(additionalValuesFiles),
        ]),
    ];
    return {
        folder,
        sources: named.filter((_, index) => kept[index]).map((name) => resolve(folder, name)),
        parts: parts.map((name) => resolve(folder, name)),
        remote: named.filter((_, index) => !kept[index]),
        isComponent: value.kind === "Component",
        hasCharts: charts.length > 0 || value.helmChartInflationGenerator !== undefined,
    };
}

async function contentOf(folder: string): Promise<DataObject> {
    for (const name of KUSTOMIZATION_FILES) {
        const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
        if (text !== undefined) {
            const { value } = parseYaml(text);
            return isObject(value) ? value : {};
        }
    }
    return {};
}

function textsIn(list: unknown): readonly string[] {
    return Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : [];
}

function objectsIn(list: unknown): readonly DataObject[] {
    return Array.isArray(list) ? list.filter(isObject) : [];
}

function exists(path: string): Promise<boolean> {
    return stat(path).then(
        () => true,
        () => false,
    );
}
