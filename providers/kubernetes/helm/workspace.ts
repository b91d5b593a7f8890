import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { mapAt, type PropertyMap, reveal, stringAt } from "../../../core/engine/values";
import { cachedChart } from "../../../toolchain/helm/cache";
import type { ProviderContext } from "../object-resource";
import { runHelm } from "./cli";
import { sourceOf, valueFiles } from "./release";

/** Runs helm against the cluster of the provider. */
export type Helm = (args: readonly string[], input?: string) => Promise<string>;

/**
 * Lends the work a helm that talks to the provider's cluster, and a private folder, gone afterwards, for what may be secret.
 */
export async function withHelm<T>(
    helmPath: string,
    { cluster, signal }: ProviderContext,
    work: (helm: Helm, folder: string) => Promise<T>,
): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), "eks-platform-helm-"));
    try {
        const kubeconfig = join(folder, "kubeconfig");
        if (cluster.kubeconfig !== undefined) {
            await writeSecret(kubeconfig, cluster.kubeconfig);
        }
        const env = { ...cluster.settings.helmEnvironment, KUBECONFIG: kubeconfig };
        return await work((args, input) => runHelm(helmPath, { args, env, input: input ?? "", signal }), folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** Writes the release's values into the folder. @returns the flags that name them, later ones winning. */
export async function writeValues(inputs: PropertyMap, folder: string): Promise<string[]> {
    const texts = [...valueFiles(inputs), JSON.stringify(valuesOf(inputs))];
    const files = texts.map((_, index) => join(folder, `values-${index}.yaml`));
    await Promise.all(files.map((file, index) => writeSecret(file, texts[index] ?? "")));
    return files.flatMap((file) => ["--values", file]);
}

/** The chart argument and the flags that let helm fetch it. Credentials reach helm by its standard input alone. */
export async function chartArguments(helm: Helm, inputs: PropertyMap, folder: string): Promise<string[]> {
    const options = mapAt(inputs, "repositoryOpts");
    const [username, password] = [stringAt(options, "username"), stringAt(options, "password")];
    const { kind, chart, repository = "" } = sourceOf(inputs);
    const tls = [
        ...certificate("--ca-file", options, "caFile"),
        ...certificate("--cert-file", options, "certFile"),
        ...certificate("--key-file", options, "keyFile"),
    ];
    const base = repository.replace(/\/+$/, "");
    const reference = kind === "registry" ? chart : base.startsWith("oci://") ? `${base}/${chart}` : undefined;
    if (reference === undefined && kind !== "repository") {
        return [chart];
    }
    const fetched = await fetchedChart(inputs, reference ?? `${base}/${chart}`);
    if (fetched !== undefined) {
        return [fetched];
    }
    const asked = reference === undefined ? [chart, "--repo", repository] : [reference];
    if (username === undefined || password === undefined) {
        return [...asked, ...tls];
    }
    const credentials = ["--username", username, "--password-stdin", ...tls];
    if (reference !== undefined) {
        const config = ["--registry-config", join(folder, "registry.json")];
        await helm(["registry", "login", new URL(reference).host, ...credentials, ...config], password);
        return [reference, ...tls, ...config];
    }
    const config = ["--repository-config", join(folder, "repositories.yaml")];
    await helm(["repo", "add", "private", repository, ...credentials, ...config], password);
    return [`private/${chart}`, ...tls, ...config];
}

/** What `platform charts fetch` has brought, where it is the version that the release names. */
async function fetchedChart(inputs: PropertyMap, address: string): Promise<string | undefined> {
    const [repository, name] = [dirname(address), basename(address)];
    const version = stringAt(inputs, "version");
    return version === undefined ? undefined : (await cachedChart({ repository, name, version })).path;
}

/** The values in plain text; nulls, which remove a chart's default, only where the release allows them. */
function valuesOf(inputs: PropertyMap): unknown {
    const values = reveal(inputs.values) ?? {};
    if (reveal(inputs.allowNullValues) === true) {
        return values;
    }
    return JSON.parse(JSON.stringify(values, (_, value: unknown) => (value === null ? undefined : value)));
}

function certificate(flag: string, options: PropertyMap, name: string): string[] {
    const file = stringAt(options, name);
    return file === undefined ? [] : [flag, file];
}

async function writeSecret(file: string, text: string): Promise<void> {
    await writeFile(file, text, { mode: 0o600, flag: "wx" });
}
