import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Where the chart of a release comes from: a file or folder, an OCI registry, the address of an archive, a repository by its
 * address, or a repository that the settings of Helm on one machine know by an alias. Helm refuses a bare `name`.
 */
export interface ChartSource {
    /** Of these, `registry` is an OCI registry, and `archive` the address of a packed chart. */
    readonly kind: "path" | "registry" | "archive" | "repository" | "alias" | "name";
    /** The chart as Helm is asked for it; of a path that exists, the whole path. */
    readonly chart: string;
    /** Address of the repository. */
    readonly repository?: string;
}

/**
 * Tells charts apart as the provider does: a repository with an address wins over a folder of the chart's name, and a folder
 * that holds a chart over an alias.
 *
 * @param repository `repositoryOpts.repo`, which is an address or an alias
 * @param folders where a relative path may start. @default the folder in which the process runs
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/v4.34.2/provider/pkg/provider/helm_release.go
 */
export function chartSource(chart: string, repository = "", folders: readonly string[] = [""]): ChartSource {
    const stated = chart.trim();
    if (stated.startsWith("oci://")) {
        return { kind: "registry", chart: stated };
    }
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(repository)) {
        return { kind: "repository", chart: stated, repository };
    }
    const name = repository === "" || stated.includes("/") ? stated : `${repository}/${stated}`;
    const path = folders.map((folder) => resolve(folder, name)).find(holdsChart);
    if (path !== undefined || /^[./]/.test(name)) {
        return { kind: "path", chart: path ?? name };
    }
    const kind = name.includes("://") ? "archive" : name.includes("/") ? "alias" : "name";
    return { kind, chart: name };
}

/** True for an archive, and for a folder with a `Chart.yaml`. */
function holdsChart(path: string): boolean {
    return existsSync(path) && (!statSync(path).isDirectory() || existsSync(join(path, "Chart.yaml")));
}
