import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { isObject } from "../../core/data";
import type { Origin, RawResource } from "../model/resource";
import { documentsOf } from "./documents";
import { type Kustomization, planKustomizations } from "./kustomization-plan";
import { buildKustomization } from "./kustomize";
import { readManifests } from "./manifests";
import { faulty, type Loaded } from "./source";
import { parseYaml } from "./yaml";

const ORIGIN = "config.kubernetes.io/origin";

/** The objects that a kustomization builds, each said to be in the file that it comes from. */
export async function readKustomization(folder: string): Promise<Loaded> {
    const { builds } = await planKustomizations([folder]);
    const reason = builds[0] === undefined ? undefined : unbuildable(builds[0]);
    const built = reason === undefined ? await buildKustomization(folder) : { problem: reason };
    if (built.problem !== undefined) {
        return faulty({
            file: folder,
            message: `the kustomization cannot be built: ${built.problem}`,
            next: `Build it and check what comes out: kustomize build ${folder} | platform check -`,
            hidesObjects: true,
        });
    }
    const { resources, faults } = readManifests(folder, documentsOf(built.yaml));
    const places = new Places(folder, built.base);
    return {
        resources: await Promise.all(resources.map((raw) => places.placed(raw))),
        faults: faults.map(({ message, next }) => ({ file: folder, message: `what it builds: ${message}`, next })),
    };
}

/** What would have to be fetched, which a check never does. */
function unbuildable({ remote, hasCharts }: Kustomization): string | undefined {
    const [first] = remote;
    if (first !== undefined) {
        return `it names ${first}, which is not on this machine`;
    }
    return hasCharts ? "it has helmCharts, which kustomize renders only with --enable-helm" : undefined;
}

/** Finds where the objects of a build are written. */
class Places {
    private readonly candidates = new Map<string, Promise<readonly RawResource[]>>();

    constructor(
        private readonly folder: string,
        private readonly base: string,
    ) {}

    async placed(raw: RawResource): Promise<RawResource> {
        const { metadata } = raw.props;
        const annotations = isObject(metadata) && isObject(metadata.annotations) ? metadata.annotations : {};
        const { [ORIGIN]: origin, ...kept } = annotations;
        const path = pathIn(origin);
        const file = path === undefined ? this.folder : this.named(path);
        const props = { ...raw.props, metadata: { ...Object(metadata), annotations: kept } };
        return { ...raw, props, origin: { file, scope: this.folder, locate: await this.locator(file, raw) } };
    }

    /** The path as the user would write it. */
    private named(path: string): string {
        return join(this.folder, relative(resolve(this.folder), resolve(this.base, path)));
    }

    /** The object's document: kustomize may have put something before or behind its name. */
    private async locator(file: string, { type, props }: RawResource): Promise<Origin["locate"]> {
        const same = (await this.objectsIn(file)).filter((one) => one.type === type);
        const name = nameOf(props);
        const [best] = same
            .filter((one) => name.includes(nameOf(one.props)))
            .sort((one, other) => nameOf(other.props).length - nameOf(one.props).length);
        return best?.origin?.locate ?? (() => ({ line: 1, column: 1 }));
    }

    private objectsIn(file: string): Promise<readonly RawResource[]> {
        const objects =
            this.candidates.get(file) ??
            readFile(file, "utf8").then(
                (text) => readManifests(file, documentsOf(text)).resources,
                () => [],
            );
        this.candidates.set(file, objects);
        return objects;
    }
}

function nameOf({ metadata }: RawResource["props"]): string {
    return isObject(metadata) && typeof metadata.name === "string" ? metadata.name : "";
}

/** The file of an object, or the kustomization that generates it. */
function pathIn(origin: unknown): string | undefined {
    const { value } = parseYaml(typeof origin === "string" ? origin : "");
    const { path, configuredIn } = isObject(value) ? value : {};
    const found = path ?? configuredIn;
    return typeof found === "string" ? found : undefined;
}
