import { type Dirent, realpathSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../../core/data";
import { projectRoot } from "../../toolchain/paths";
import type { Ignored } from "./ignored";
import type { PassedOver } from "./source";
import { parseYaml } from "./yaml";

/** What stands below a folder. */
export interface Walked {
    /** Files that may be manifests. */
    readonly files: string[];
    /** Folders of charts. */
    readonly charts: string[];
    /** Folders of kustomizations. */
    readonly kustomizations: string[];
    readonly passedOver: PassedOver[];
    /** Folders that cannot be read, each with its error. */
    readonly unreadable: { readonly path: string; readonly error: unknown }[];
}

const SKIPPED: ReadonlySet<string> = new Set(["node_modules", ".git"]);
const EXTENSIONS = /\.(?:ya?ml|json)$/i;
/** As kustomize looks for it. */
export const KUSTOMIZATION_FILES: readonly string[] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** Everything below a folder that can be judged. Links to folders are not followed. */
export async function walk(folder: string, ignored: Ignored): Promise<Walked> {
    const walked: Walked = { files: [], charts: [], kustomizations: [], passedOver: [], unreadable: [] };
    await visit(folder, ignored, walked);
    return walked;
}

async function visit(folder: string, ignored: Ignored, walked: Walked): Promise<void> {
    const entries = await entriesOf(folder, walked);
    if (entries.some(({ name }) => name === "Chart.yaml")) {
        if (await isLibrary(folder)) {
            walked.passedOver.push({ file: folder, reason: "it is a library for other charts" });
        } else {
            walked.charts.push(folder);
        }
        return;
    }
    for (const entry of entries) {
        const path = join(folder, entry.name);
        if (ignored.has(path, entry.isDirectory())) {
            continue;
        }
        if (entry.isDirectory()) {
            if (isOwnClone(path)) {
                walked.passedOver.push({ file: path, reason: "it is this tool itself" });
            } else if (!SKIPPED.has(entry.name)) {
                await visit(path, ignored.below(path), walked);
            }
        } else if (KUSTOMIZATION_FILES.includes(entry.name) && (await isKustomization(path))) {
            walked.kustomizations.push(folder);
        } else if (EXTENSIONS.test(entry.name) && (await mayBeFile(entry, path))) {
            walked.files.push(path);
        }
    }
}

async function entriesOf(folder: string, walked: Walked): Promise<readonly Dirent[]> {
    try {
        const entries = await readdir(folder, { withFileTypes: true });
        return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
        walked.unreadable.push({ path: folder, error });
        return [];
    }
}

/** In the layout that the documentation shows for GitHub, this project is a folder of the repository that it checks. */
function isOwnClone(folder: string): boolean {
    return realpathSync(folder) === realpathSync(projectRoot());
}

async function isLibrary(chart: string): Promise<boolean> {
    const { value } = parseYaml(await readFile(join(chart, "Chart.yaml"), "utf8").catch(() => ""));
    return isObject(value) && value.type === "library";
}

/** Flux calls objects of its own by the same name. */
async function isKustomization(file: string): Promise<boolean> {
    const { value } = parseYaml(await readFile(file, "utf8").catch(() => ""));
    const version = isObject(value) ? value.apiVersion : undefined;
    return version === undefined || String(version).startsWith("kustomize.config.k8s.io/");
}

/** Pipes and devices hold nothing while nobody writes; a link that leads nowhere is to be told. */
async function mayBeFile(entry: Dirent, path: string): Promise<boolean> {
    if (!entry.isSymbolicLink()) {
        return entry.isFile();
    }
    return stat(path).then(
        (target) => target.isFile(),
        () => true,
    );
}
