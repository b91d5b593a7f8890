import { existsSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { type DataObject, isObject, mapTexts } from "../../core/data";
import { UNKNOWN_STRING } from "../../core/engine/signatures";
import type { OpenedRelease } from "../judging/subjects";
import type { RawResource } from "../model/resource";
import { userPaths } from "../model/user-folders";
import { isUnknown } from "../model/value";
import { childPath } from "../model/value-path";
import { type ChartRequest, renderChart } from "./chart";
import { findChart } from "./find-chart";
import { readRendered } from "./rendered";

/** Where a release may take its chart and values from. */
export interface OpeningOptions {
    /** Whether a chart that is not on this machine may be fetched from where the release says. @default false */
    readonly fetch?: boolean;
    /** Folders in which the files that a release names have to lie. @default anywhere, for releases of the user's own program */
    readonly within?: readonly string[];
}

/**
 * Opens a `kubernetes:helm.sh/v3:Release`: the objects that its chart renders, as the release installs them. Values that only an
 * update can tell are unknown in the objects, too.
 *
 * @param kubernetesVersion minor version of the cluster, for example `1.36`. @default the version of new clusters
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/
 */
export async function openRelease(
    release: RawResource,
    kubernetesVersion?: string,
    options: OpeningOptions = {},
): Promise<OpenedRelease> {
    const asked = await requestOf(release, options);
    if (asked.notRendered !== undefined) {
        return asked;
    }
    const { request, unknown } = asked;
    const { yaml, notRendered } = await renderChart({
        ...request,
        ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    });
    if (notRendered !== undefined) {
        return { notRendered: unknown === undefined ? notRendered : knownLater(unknown) };
    }
    const { urn, provider, origin } = release;
    const place = origin && { origin: { file: origin.file, locate: () => origin.locate("") } };
    const { resources } = readRendered(yaml, request.namespace, () => origin?.file ?? "");
    return {
        objects: resources.map(({ type, props }) => ({
            type,
            props: unknown === undefined ? props : withoutPlaceholders(props),
            release: request.releaseName,
            ...(urn !== undefined && { urn }),
            ...(provider !== undefined && { provider }),
            ...place,
        })),
        ...(unknown !== undefined && { unknown }),
    };
}

type Asked =
    | {
          readonly request: ChartRequest;
          /** Path of the first value for which a placeholder stands. */
          readonly unknown: string | undefined;
          readonly notRendered?: never;
      }
    | { readonly notRendered: string };

/** What a release asks Helm for, or why that cannot be told. */
async function requestOf({ props, name = "release" }: RawResource, options: OpeningOptions): Promise<Asked> {
    const { chart, version, namespace, skipCrds, repositoryOpts, valueYamlFiles, allowNullValues, postrender } = props;
    const { username, password } = Object(repositoryOpts) as DataObject;
    const { values = {} } = props;
    const decisive = { chart, version, namespace, skipCrds, repositoryOpts, valueYamlFiles };
    const undecided = isUnknown(values) ? "values" : unknownPath(decisive, "");
    const files = readAssets(valueYamlFiles);
    const [problem] = [
        undecided !== undefined && knownLater(undecided),
        !isSet(chart) && "it names no chart",
        !isObject(values) && "its values are no object",
        files === undefined && "its valueYamlFiles are neither files nor texts",
        (isSet(username) || isSet(password)) && "its repository asks for a password, which is not given to helm here",
        isSet(postrender) && "a program of its own changes what the chart renders (postrender)",
    ].filter((reason) => reason !== false);
    if (problem !== undefined || files === undefined || !isObject(values)) {
        return { notRendered: problem ?? "it cannot be read" };
    }
    const found = await findChart(props, options.fetch === true);
    if (found.problem !== undefined) {
        return { notRendered: found.problem };
    }
    const named = [...(found.isNamed ? [found.path] : []), ...(files.valuesFiles ?? [])];
    const outside = named.find((path) => !liesWithin(path, options.within));
    if (outside !== undefined) {
        return {
            notRendered: `${outside} lies outside of the folder that this runs in, and is not read for a release in a file`,
        };
    }
    const unknown = unknownPath(values, "values");
    const plain = unknown === undefined ? values : withPlaceholders(values);
    return {
        request: {
            chart: found.path,
            ...files,
            values: allowNullValues === true ? plain : withoutNulls(plain),
            namespace: textOf(namespace) ?? "default",
            releaseName: textOf(props.name) ?? name,
            includeCrds: skipCrds !== true,
        },
        unknown,
    };
}

function isSet(value: unknown): boolean {
    return value !== undefined && value !== null && value !== "";
}

function textOf(value: unknown): string | undefined {
    return typeof value === "string" && isSet(value) && !isUnknown(value) ? value : undefined;
}

function knownLater(path: string): string {
    return `${path} is known only after the update`;
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

/** What a chart is given for a value that only an update can tell: a name, as ids, ARNs and endpoints are texts. */
const PLACEHOLDER = "eks-platform-unknown";

function withPlaceholders(values: DataObject): DataObject {
    const filled = mapTexts(values, (text) => (isUnknown(text) ? PLACEHOLDER : text));
    return isObject(filled) ? filled : values;
}

/** What a placeholder went into is as unknown as the value. */
function withoutPlaceholders(props: DataObject): DataObject {
    const known = mapTexts(props, (text) => (text.includes(PLACEHOLDER) ? UNKNOWN_STRING : text));
    return isObject(known) ? known : props;
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

/** Whether a file, through all links, lies in one of the folders. What does not exist holds nothing. */
function liesWithin(path: string, folders: readonly string[] | undefined): boolean {
    if (folders === undefined || !existsSync(path)) {
        return true;
    }
    const file = realpathSync(path);
    return folders.map((folder) => realpathSync(folder)).some((folder) => file.startsWith(join(folder, sep)));
}
