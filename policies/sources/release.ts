import { existsSync } from "node:fs";
import { chartSource } from "../model/chart-source";
import type { RawResource } from "../model/resource";
import { userPaths } from "../model/user-folders";
import { childPath, isUnknown } from "../model/value";
import type { OpenedRelease } from "../subjects";
import { type ChartRequest, renderChart } from "./chart";
import { type DataObject, isObject } from "./object";
import { readRendered } from "./rendered";

/**
 * Opens a `kubernetes:helm.sh/v3:Release`: the objects that its chart renders, as the release installs them.
 *
 * @param kubernetesVersion minor version of the cluster, for example `1.36`. @default Helm's own
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/
 */
export async function openRelease(release: RawResource, kubernetesVersion?: string): Promise<OpenedRelease> {
    const request = releaseOf(release);
    if ("notRendered" in request) {
        return request;
    }
    const { yaml, notRendered } = await renderChart({
        ...request,
        ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    });
    if (notRendered !== undefined) {
        return { notRendered };
    }
    const { urn, provider, origin } = release;
    const place = origin && { origin: { file: origin.file, locate: () => origin.locate("") } };
    const { resources } = readRendered(yaml, request.namespace, () => origin?.file ?? "");
    return {
        objects: resources.map(({ type, props }) => ({
            type,
            props,
            release: request.releaseName,
            ...(urn !== undefined && { urn }),
            ...(provider !== undefined && { provider }),
            ...place,
        })),
    };
}

/** What a release asks Helm for, or why that cannot be told. */
export function releaseOf({
    props,
    name = "release",
}: Pick<RawResource, "props" | "name">): ChartRequest | { readonly notRendered: string } {
    const { chart, version, namespace, values = {}, skipCrds, allowNullValues, postrender } = props;
    const repository: DataObject = isObject(props.repositoryOpts) ? props.repositoryOpts : {};
    const { repo, username, password } = repository;
    const unknown = unknownPath(
        {
            chart,
            version,
            namespace,
            values,
            skipCrds,
            repositoryOpts: props.repositoryOpts,
            valueYamlFiles: props.valueYamlFiles,
        },
        "",
    );
    const valuesFiles = readAssets(props.valueYamlFiles);
    const notRendered =
        unknown !== undefined
            ? `${unknown} is known only after the update`
            : typeof chart !== "string" || chart === ""
              ? "it names no chart"
              : !isObject(values)
                ? "its values are no object"
                : valuesFiles === undefined
                  ? "its valueYamlFiles are neither files nor texts"
                  : isSet(username) || isSet(password)
                    ? "its repository asks for a password, which is not given to helm here"
                    : isSet(postrender)
                      ? "a program of its own changes what the chart renders (postrender)"
                      : undefined;
    if (notRendered !== undefined || typeof chart !== "string" || !isObject(values)) {
        return { notRendered: notRendered ?? "it cannot be read" };
    }
    const source = chartSource(chart, typeof repo === "string" ? repo : "");
    return {
        chart: source.chart,
        ...valuesFiles,
        ...(typeof version === "string" && isSet(version) && { version }),
        ...(source.repository !== undefined && { repository: source.repository }),
        values: allowNullValues === true ? values : withoutNulls(values),
        namespace: typeof namespace === "string" && isSet(namespace) ? namespace : "default",
        releaseName: typeof props.name === "string" && isSet(props.name) && !isUnknown(props.name) ? props.name : name,
        includeCrds: skipCrds !== true,
    };
}

function isSet(value: unknown): boolean {
    return value !== undefined && value !== null && value !== "";
}

function unknownPath(value: unknown, path: string): string | undefined {
    if (isUnknown(value)) {
        return path;
    }
    if (typeof value !== "object" || value === null) {
        return undefined;
    }
    return Object.entries(value)
        .map(([name, child]) => unknownPath(child, childPath(path, Array.isArray(value) ? Number(name) : name)))
        .find((found) => found !== undefined);
}

/** The provider leaves out values that are null, unless `allowNullValues` is set. */
function withoutNulls(values: DataObject): DataObject {
    return Object.fromEntries(
        Object.entries(values)
            .filter(([, value]) => value !== null && value !== undefined)
            .map(([name, value]) => [name, isObject(value) ? withoutNulls(value) : value]),
    );
}

/** The values files of a release, or `undefined` where one of them is neither a file nor a text. */
function readAssets(assets: unknown): Pick<ChartRequest, "valuesFiles" | "valuesTexts"> | undefined {
    const list: readonly unknown[] = Array.isArray(assets) ? assets : isSet(assets) ? [assets] : [];
    const read = list.map((asset) => Object(asset) as { readonly path?: unknown; readonly text?: unknown });
    const paths = read.flatMap(({ path }) =>
        typeof path === "string" && path !== "" ? [userPaths(path).find(existsSync) ?? path] : [],
    );
    const texts = read.flatMap(({ text }) => (typeof text === "string" && text !== "" ? [text] : []));
    return paths.length + texts.length === list.length ? { valuesFiles: paths, valuesTexts: texts } : undefined;
}
