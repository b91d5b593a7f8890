import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type ChartSource, chartSource } from "../../../core/chart-source";
import { listAt, mapAt, type PropertyMap, reveal, stringAt } from "../../../core/engine/values";

/** Helm keeps its records by name and namespace: another of either is another release. */
export const RELEASE_IDENTITY: readonly string[] = ["name", "namespace"];

const DEFAULT_TIMEOUT_SECONDS = 300;

/** Inputs of a `kubernetes:helm.sh/v3:Release` that have no counterpart in `helm upgrade --install`. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
    disableCRDHooks: "use disableWebhooks, which runs no hook at all",
    lint: "run helm lint in the chart's own tests",
    recreatePods: "change a pod annotation, which rolls the pods one by one",
    replace: "a release that failed is upgraded in place",
    takeOwnership: "import the objects, or remove them from their present owner",
};

/** Inputs that are set but cannot be honoured, each with the way out. */
export function unsupportedInputs(inputs: PropertyMap): readonly { property: string; reason: string }[] {
    return Object.entries(UNSUPPORTED).flatMap(([property, way]) => {
        const value = reveal(inputs[property]);
        const isSet = value !== undefined && value !== null && value !== false;
        return isSet ? [{ property, reason: `is not supported by the built-in Helm release; ${way}` }] : [];
    });
}

/** Where the chart of a release comes from. */
export function sourceOf(inputs: PropertyMap): ChartSource {
    return chartSource(stringAt(inputs, "chart") ?? "", stringAt(mapAt(inputs, "repositoryOpts"), "repo"));
}

/** A digest of a chart on disk, whose contents may change under one version. Undefined for any other chart. */
export function localChartDigest(inputs: PropertyMap): string | undefined {
    const { kind, chart } = sourceOf(inputs);
    if (kind !== "path" || !existsSync(chart)) {
        return undefined;
    }
    const hash = createHash("sha256");
    for (const file of filesOf(chart)) {
        hash.update(file.slice(chart.length)).update(readFileSync(file));
    }
    return hash.digest("hex");
}

/** Flags of `helm upgrade --install` and, as far as they shape the manifest, of `helm template`. */
export function renderFlags(inputs: PropertyMap): string[] {
    return [
        ...option("--version", stringAt(inputs, "version")),
        ...option("--keyring", stringAt(inputs, "keyring")),
        ...option("--post-renderer", stringAt(inputs, "postrender")),
        ...flags(inputs, {
            dependencyUpdate: "--dependency-update",
            devel: "--devel",
            disableOpenapiValidation: "--disable-openapi-validation",
            disableWebhooks: "--no-hooks",
            renderSubchartNotes: "--render-subchart-notes",
            skipCrds: "--skip-crds",
            verify: "--verify",
        }),
    ];
}

/** Flags of `helm upgrade --install` alone. Helm waits unless the release says `skipAwait`. */
export function upgradeFlags(inputs: PropertyMap, timeoutSeconds: number): string[] {
    const waits = reveal(inputs.skipAwait) !== true;
    const history = reveal(inputs.maxHistory);
    return [
        ...(waits ? ["--wait"] : []),
        ...(waits ? flags(inputs, { waitForJobs: "--wait-for-jobs" }) : []),
        ...["--timeout", `${timeoutSeconds}s`],
        ...option("--description", stringAt(inputs, "description")),
        ...option("--history-max", typeof history === "number" ? String(history) : undefined),
        ...flags(inputs, {
            atomic: "--atomic",
            cleanupOnFail: "--cleanup-on-fail",
            createNamespace: "--create-namespace",
            forceUpdate: "--force",
        }),
        // Without either flag Helm keeps the last values whenever the new ones are empty.
        reveal(inputs.reuseValues) === true ? "--reuse-values" : "--reset-values",
    ];
}

/** Seconds to give Helm: `customTimeouts`, else the release's `timeout`, else 5 minutes as Helm does. */
export function releaseTimeout(inputs: PropertyMap, customSeconds: number): number {
    const timeout = reveal(inputs.timeout);
    if (customSeconds > 0) {
        return customSeconds;
    }
    return typeof timeout === "number" && timeout > 0 ? timeout : DEFAULT_TIMEOUT_SECONDS;
}

/** The texts of `valueYamlFiles`, in order: `new StringAsset(...)` and `new FileAsset(...)`. */
export function valueFiles(inputs: PropertyMap): readonly string[] {
    return listAt(inputs, "valueYamlFiles").map((asset) => {
        const properties = mapAt({ asset }, "asset");
        const path = stringAt(properties, "path");
        return path === undefined ? (stringAt(properties, "text") ?? "") : readFileSync(path, "utf8");
    });
}

function option(name: string, value: string | undefined): string[] {
    return value === undefined || value === "" ? [] : [name, value];
}

function flags(inputs: PropertyMap, names: Readonly<Record<string, string>>): string[] {
    return Object.entries(names).flatMap(([input, flag]) => (reveal(inputs[input]) === true ? [flag] : []));
}

function filesOf(path: string): string[] {
    if (!statSync(path).isDirectory()) {
        return [path];
    }
    return readdirSync(path, { recursive: true, encoding: "utf8" })
        .map((name) => join(path, name))
        .filter((file) => statSync(file).isFile())
        .sort();
}
