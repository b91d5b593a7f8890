import { invalidArgument } from "../../core/engine/errors";
import { mapAt, type PropertyMap, type PropertyValue, reveal, stringAt, Unknown } from "../../core/engine/values";

/** The provider's arguments, read and checked. */
export interface LiveSettings {
    /** Path or contents of a kubeconfig; "unknown" while the cluster is yet to be created; undefined for the default. */
    readonly kubeconfig: string | "unknown" | undefined;
    /** Context of the kubeconfig; undefined for its current one. */
    readonly context: string | undefined;
    /** Cluster of the kubeconfig, in the place of the context's; undefined for that one. */
    readonly cluster: string | undefined;
    /** Namespace of objects that name none; undefined for the context's. */
    readonly namespace: string | undefined;
    /** Resources of a cluster that cannot be reached are dropped from the state. */
    readonly deleteUnreachable: boolean;
    /** A refresh leaves the resources of a cluster that cannot be reached as they are. */
    readonly skipUpdateUnreachable: boolean;
    /** A create takes over an object that exists. */
    readonly upsertExistingObjects: boolean;
    /** Whether applies take over fields that somebody else owns. */
    readonly patchForce: boolean;
    /** Secrets are changed in place, not replaced. */
    readonly secretMutable: boolean;
    /** ConfigMaps are changed in place, not replaced. */
    readonly configMapMutable: boolean;
    /** Per request, in seconds. */
    readonly requestTimeoutSeconds: number;
    /** Environment variables for the helm CLI. */
    readonly helmEnvironment: Readonly<Record<string, string>>;
}

const DEFAULT_REQUEST_TIMEOUT_SECONDS = 32;

const SUPPORTED = new Set([
    "cluster",
    "clusterIdentifier",
    "context",
    "deleteUnreachable",
    "enableConfigMapMutable",
    "enablePatchForce",
    "enableSecretMutable",
    "enableServerSideApply",
    "helmReleaseSettings",
    "kubeClientSettings",
    "kubeconfig",
    "namespace",
    "skipUpdateUnreachable",
    "suppressDeprecationWarnings",
    "suppressHelmHookWarnings",
    "upsertExistingObjects",
]);

const HELM_VARIABLES = new Map([
    ["driver", "HELM_DRIVER"],
    ["pluginsPath", "HELM_PLUGINS"],
    ["registryConfigPath", "HELM_REGISTRY_CONFIG"],
    ["repositoryCache", "HELM_REPOSITORY_CACHE"],
    ["repositoryConfigPath", "HELM_REPOSITORY_CONFIG"],
]);

/**
 * Reads the arguments of the official provider that have a meaning here.
 *
 * @throws ProviderError that lists every argument this provider cannot honour.
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/provider/
 */
export function readSettings(args: PropertyMap, env: NodeJS.ProcessEnv = process.env): LiveSettings {
    const faults = unsupportedArguments(args);
    if (faults.length > 0) {
        throw invalidArgument(
            `The built-in Kubernetes provider cannot honour these provider arguments:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
        );
    }
    const flag = (name: string, variable: string) => boolean(args[name]) ?? env[variable] === "true";
    const timeout = Number(nested(args, "kubeClientSettings").timeout ?? DEFAULT_REQUEST_TIMEOUT_SECONDS);
    return {
        kubeconfig: args.kubeconfig instanceof Unknown ? "unknown" : stringAt(args, "kubeconfig"),
        context: stringAt(args, "context"),
        cluster: stringAt(args, "cluster"),
        namespace: stringAt(args, "namespace"),
        deleteUnreachable: flag("deleteUnreachable", "PULUMI_K8S_DELETE_UNREACHABLE"),
        skipUpdateUnreachable: flag("skipUpdateUnreachable", "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE"),
        upsertExistingObjects: flag("upsertExistingObjects", "PULUMI_K8S_UPSERT_EXISTING_OBJECTS"),
        patchForce: flag("enablePatchForce", "PULUMI_K8S_ENABLE_PATCH_FORCE"),
        secretMutable: flag("enableSecretMutable", "PULUMI_K8S_ENABLE_SECRET_MUTABLE"),
        configMapMutable: flag("enableConfigMapMutable", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE"),
        requestTimeoutSeconds: timeout,
        helmEnvironment: helmEnvironment(args),
    };
}

function unsupportedArguments(args: PropertyMap): string[] {
    const faults: string[] = [];
    for (const [name, value] of Object.entries(args)) {
        if (value === undefined || name.startsWith("__") || name === "version" || name === "pluginDownloadURL") {
            continue;
        }
        if (!SUPPORTED.has(name)) {
            faults.push(`${name}: install the official pulumi-resource-kubernetes plugin to use it`);
        }
    }
    if (boolean(args.enableServerSideApply) === false) {
        faults.push("enableServerSideApply: false; only server-side apply is built in, leave it out or set it to true");
    }
    for (const name of Object.keys(nested(args, "kubeClientSettings"))) {
        if (name !== "timeout") {
            faults.push(`kubeClientSettings.${name}: only kubeClientSettings.timeout is built in`);
        }
    }
    for (const name of Object.keys(nested(args, "helmReleaseSettings"))) {
        if (!HELM_VARIABLES.has(name)) {
            faults.push(`helmReleaseSettings.${name}: allowed are ${[...HELM_VARIABLES.keys()].join(", ")}`);
        }
    }
    return faults;
}

function helmEnvironment(args: PropertyMap): Record<string, string> {
    const environment: Record<string, string> = {};
    for (const [name, value] of Object.entries(nested(args, "helmReleaseSettings"))) {
        const variable = HELM_VARIABLES.get(name);
        if (variable && typeof value === "string") {
            environment[variable] = value;
        }
    }
    return environment;
}

/** The SDK sends every provider argument that is not a string as JSON text. */
function nested(args: PropertyMap, name: string): PropertyMap {
    const text = stringAt(args, name);
    if (text === undefined) {
        return mapAt(args, name);
    }
    const parsed: PropertyMap = JSON.parse(text);
    return parsed;
}

function boolean(value: PropertyValue | undefined): boolean | undefined {
    const plain = reveal(value);
    if (plain === true || plain === "true") {
        return true;
    }
    if (plain === false || plain === "false") {
        return false;
    }
    return undefined;
}
