import { textOf } from "./known";
import { newReading, type Reading } from "./reading";
import { Value } from "./value";

/** Where a resource came from says nothing about it: engine, manifest, rendered chart and state all become this. */
export interface Resource {
    /** Pulumi type token, for example `kubernetes:apps/v1:Deployment` or `aws:eks/cluster:Cluster`. */
    readonly type: string;
    /** Kubernetes API group, empty for the core group; absent for everything that is not a Kubernetes object. */
    readonly group?: string;
    /** Kubernetes API version with its group, for example `apps/v1`. */
    readonly apiVersion?: string;
    /** Kubernetes kind, for a patch the kind that it patches. */
    readonly kind?: string;
    /** The object's namespace, where it is set and known. */
    readonly namespace?: string;
    /** The object's name, where it is set and known, else the Pulumi name. */
    readonly name?: string;
    readonly urn?: string;
    readonly props: Value;
    readonly options: ResourceOptions;
    /** The provider instance that manages the resource, where the source tells. */
    readonly provider?: { readonly type: string; readonly name: string };
    /**
     * True for a server-side-apply patch, which states only some of the object's fields, and for a workload of a file that lacks all
     * that the API server asks of one: selector, labels and image.
     */
    readonly isPatch: boolean;
    readonly origin?: Origin;
    /** The Helm release that installs the object, where its chart was opened. */
    readonly release?: string;
    readonly reading: Reading;
}

/** The Pulumi options that rules look at. Absent where the source knows none, as a manifest does. */
export interface ResourceOptions {
    readonly protect?: boolean;
    readonly ignoreChanges?: readonly string[];
    readonly parent?: string;
}

/** Plain data that a source hands over; see {@link toResources}. */
export interface RawResource {
    readonly type: string;
    readonly props: Readonly<Record<string, unknown>>;
    readonly name?: string;
    readonly urn?: string;
    readonly options?: ResourceOptions;
    readonly provider?: { readonly type: string; readonly name: string };
    /** What the resource is after the update, where the source tells; {@link RawResource.props} is what the program asks for. */
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly origin?: Origin;
    /** The Helm release that installs the object, where its chart was opened. */
    readonly release?: string;
}

/** Where in a file a resource is written. */
export interface Origin {
    /** As the user named it, `-` for standard input. */
    readonly file: string;
    /** The folder of the chart or kustomization that makes the resource. @default none; the file stands for itself */
    readonly scope?: string;
    /** Place of the field at a path, else of its nearest parent that is written. Lines and columns count from 1. */
    readonly locate: (path: string) => { readonly line: number; readonly column: number };
}

/** The resources in one raw resource: the members of a Kubernetes `*List`, else the resource itself. */
export function toResources(raw: RawResource): readonly Resource[] {
    const props = new Value(raw.props, newReading(false));
    return expand(raw, props, identify(raw.type, props));
}

/** The resource as it is after the update: outputs, and inputs where the source has no output of the name. */
export function settled({ outputs, ...raw }: RawResource): RawResource {
    return { ...raw, props: { ...raw.props, ...outputs } };
}

interface Identity {
    readonly apiVersion?: string;
    readonly kind?: string;
    readonly isPatch: boolean;
}

/** A list in a list is legal and useless; a bound keeps a document that contains itself from never ending. */
const MAX_LIST_DEPTH = 4;

function expand(raw: RawResource, props: Value, identity: Identity, depth = 0): readonly Resource[] {
    const { apiVersion, kind } = identity;
    if (depth < MAX_LIST_DEPTH && apiVersion !== undefined && kind?.endsWith("List") && props.key("items").isList) {
        return props.key("items").items.flatMap((item) => {
            const memberKind = item.key("kind").text ?? kind.slice(0, -"List".length);
            const memberVersion = item.key("apiVersion").text ?? apiVersion;
            const type = `kubernetes:${tokenVersion(memberVersion)}:${memberKind}`;
            const member = { apiVersion: memberVersion, kind: memberKind, isPatch: false };
            return expand({ ...raw, type }, item, member, depth + 1);
        });
    }
    return [toResource(raw, props, identity)];
}

function toResource(raw: RawResource, props: Value, { apiVersion, kind, isPatch }: Identity): Resource {
    const isPartial = isPatch || (raw.urn === undefined && isPartOfWorkload(apiVersion, kind, props));
    const reading = newReading(isPartial);
    const root = props.readAs(reading);
    const metadata = root.key("metadata");
    const name = apiVersion === undefined ? raw.name : (textOf(metadata.key("name")) ?? raw.name);
    const namespace = textOf(metadata.key("namespace"));
    return {
        type: raw.type,
        props: root,
        options: raw.options ?? {},
        isPatch: isPartial,
        reading,
        ...(apiVersion !== undefined && { apiVersion, group: groupOf(apiVersion) }),
        ...(kind !== undefined && { kind }),
        ...(name !== undefined && { name }),
        ...(namespace !== undefined && { namespace }),
        ...(raw.urn !== undefined && { urn: raw.urn }),
        ...(raw.provider !== undefined && { provider: raw.provider }),
        ...(raw.origin !== undefined && { origin: raw.origin }),
        ...(raw.release !== undefined && { release: raw.release }),
    };
}

const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

/** What can be applied to a workload that is there alone, as `kubectl apply --server-side` and patches do. */
function isPartOfWorkload(apiVersion: string | undefined, kind: string | undefined, props: Value): boolean {
    const spec = props.key("spec");
    const template = spec.key("template");
    const containers = template.at("spec.containers");
    return (
        ["apps", "extensions"].includes(groupOf(apiVersion ?? "")) &&
        WORKLOADS.includes(kind ?? "") &&
        spec.isStated &&
        !spec.key("selector").isStated &&
        !template.at("metadata.labels").isStated &&
        (!containers.isStated || containers.itemsUnread.some((container) => !container.key("image").isStated))
    );
}

function identify(type: string, props: Value): Identity {
    const match = /^kubernetes:(.+):([^:]+)$/.exec(type);
    if (match?.[1] === undefined || match[2] === undefined) {
        return { isPatch: false };
    }
    const tokenKind = match[2];
    const stated = textOf(props.key("kind"));
    const isPatch = tokenKind.endsWith("Patch") && tokenKind !== stated && tokenKind !== "Patch";
    return {
        apiVersion: textOf(props.key("apiVersion")) ?? apiVersionOf(match[1]),
        kind: stated ?? (isPatch ? tokenKind.slice(0, -"Patch".length) : tokenKind),
        isPatch,
    };
}

function apiVersionOf(tokenVersion: string): string {
    return tokenVersion.startsWith("core/") ? tokenVersion.slice("core/".length) : tokenVersion;
}

/** The group and version as a Pulumi type token writes them: the core group is named there. */
function tokenVersion(apiVersion: string): string {
    return apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
}

function groupOf(apiVersion: string): string {
    const slash = apiVersion.indexOf("/");
    return slash < 0 ? "" : apiVersion.slice(0, slash);
}
