import { mkdir, readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Outcome } from "../../core/outcome";
import { type CachedChart, type ChartReference, storeChart } from "./cache";
import { findHelm, GET_HELM, inPrivateFolder, NO_HELM, runHelm } from "./run";
import { stageChart } from "./stage";

/**
 * Brings a chart into the cache: out of a folder of packaged charts, or by helm from a repository or registry. This alone lets Helm
 * use the network.
 *
 * @param from a repository (`https://`), a registry (`oci://`) or a folder. @default the chart's own repository
 */
export async function fetchChart(reference: ChartReference, from = reference.repository): Promise<CachedChart> {
    return inPrivateFolder(async (folder) => {
        const packaged = isAddress(from)
            ? await pull({ ...reference, repository: from }, folder)
            : { path: join(resolve(from), `${reference.name}-${reference.version}.tgz`) };
        if (packaged.problem !== undefined) {
            return { problem: packaged.problem };
        }
        const staged = await stageChart(packaged.path, folder);
        return staged.problem === undefined
            ? storeChart(reference, await readFile(staged.path), from)
            : { problem: `${packaged.path}: ${staged.problem}` };
    });
}

/** True for what is fetched over the network. */
export function isAddress(source: string): boolean {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
}

async function pull(
    { repository, name, version }: ChartReference,
    folder: string,
): Promise<Outcome<{ readonly path: string }>> {
    const helm = await findHelm();
    if (helm === undefined) {
        return { problem: `${NO_HELM}. ${GET_HELM}` };
    }
    const target = join(folder, "pulled");
    await mkdir(target);
    const source = repository.replace(/\/+$/, "");
    const chart = source.startsWith("oci://") ? ["--", `${source}/${name}`] : [`--repo=${source}`, "--", name];
    const options = [`--version=${version}`, `--destination=${target}`];
    const { problem } = await runHelm(helm, ["pull", ...options, ...chart], { folder, downloads: true });
    if (problem !== undefined) {
        return { problem: problem.replace(/\s+/g, " ").trim() };
    }
    const [file] = await readdir(target);
    return file === undefined ? { problem: "helm pulled nothing" } : { path: join(target, file) };
}
