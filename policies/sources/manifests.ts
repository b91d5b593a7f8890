import { isObject } from "../../core/data";
import type { RawResource } from "../model/resource";
import type { SourceDocument } from "./documents";
import { concatenated } from "./json";
import { originIn } from "./origin";
import { placeAt, placeOf, type Step } from "./places";
import { faulty, joined, type Loaded, leftAside, type SourceFault } from "./source";
import { wrongTypes } from "./wrong-types";
import { type Parsed, type Problem, parseYaml } from "./yaml";

/**
 * Kubernetes objects as `kubectl apply` reads them; members of a `List` count as objects of the file.
 *
 * @param isNamed false for a file of which nobody says that it holds objects: it is left aside where no document of it looks
 * like one. @default true
 */
export function readManifests(file: string, documents: readonly SourceDocument[], isNamed = true): Loaded {
    const parsed = documents.map((document) => ({ document, parsed: parseYaml(document.text) }));
    if (!isNamed && !parsed.some(looksLikeObject)) {
        return leftAside(file, NO_OBJECTS);
    }
    const { faults, ...rest } = joined(parsed.map((one) => readDocument(file, one)));
    const template = faults.find(({ message }) => message === TEMPLATE);
    return { ...rest, faults: faults.filter((fault) => fault.message !== TEMPLATE || fault === template) };
}

const TEMPLATE = "the document looks like a template of a Helm chart";

/** Why a file is left aside. */
export const NO_OBJECTS = "it holds no Kubernetes objects";

interface ParsedDocument {
    readonly document: SourceDocument;
    readonly parsed: Parsed;
}

/** What cannot be read looks like an object where it says both what makes one, and like an export where it holds resources. */
function looksLikeObject({ document, parsed }: ParsedDocument): boolean {
    if (parsed.problem !== undefined) {
        const isStated = (key: string) =>
            new RegExp(`(?:^|[{,])[ \\t]*["']?${key}["']?[ \\t]*:`, "m").test(document.text);
        return (isStated("apiVersion") && isStated("kind")) || (isStated("deployment") && isStated("resources"));
    }
    const { apiVersion, kind, metadata, spec } = isObject(parsed.value) ? parsed.value : {};
    const isTold = apiVersion !== undefined && kind !== undefined;
    return isTold || ((apiVersion ?? kind) !== undefined && (isObject(metadata) || isObject(spec)));
}

function readDocument(file: string, { document, parsed }: ParsedDocument): Loaded {
    if (parsed.problem === undefined) {
        const { value, repeated } = parsed;
        const read = readObject(file, document, value, []);
        return repeated === undefined ? read : joined([read, faulty(unreadable(file, document, repeated))]);
    }
    const several = /^\s*\{/.test(document.text) ? concatenated(document) : [];
    if (several.length > 1 && several.every(({ text }) => text.startsWith("{"))) {
        return readManifests(file, several);
    }
    return faulty({ ...unreadable(file, document, parsed), hidesObjects: true });
}

function unreadable(file: string, { text, start }: SourceDocument, { problem, next, offset }: Problem): SourceFault {
    const template = text.indexOf("{{");
    return template < 0
        ? { file, ...placeAt(text, start, offset), message: problem, next }
        : {
              file,
              ...placeAt(text, start, template),
              message: TEMPLATE,
              next: "Name the chart's folder, the one with Chart.yaml, to judge what the chart renders, or leave the file out.",
          };
}

/** A list in a list is legal and useless. */
const MAX_LIST_DEPTH = 2;

function readObject(
    file: string,
    document: SourceDocument,
    value: unknown,
    prefix: readonly Step[],
    depth = 0,
): Loaded {
    if (value === null && prefix.length === 0) {
        return faulty();
    }
    const noObject = (message: string, next: string) =>
        faulty({ file, ...placeOf(document.text, document.start, prefix), message, next });
    const object = isObject(value) ? value : {};
    const { apiVersion, kind, items } = object;
    if (
        typeof apiVersion !== "string" ||
        typeof kind !== "string" ||
        !API_VERSION.test(apiVersion) ||
        !KIND.test(kind)
    ) {
        const wrong = !isObject(value)
            ? "the document is no object"
            : `${typeof kind === "string" && KIND.test(kind) ? "apiVersion" : "kind"} is missing or is no name`;
        return noObject(
            `${wrong}, so this is no Kubernetes object`,
            "Write apiVersion and kind, or leave the file out.",
        );
    }
    if (TOOL_KINDS.test(`${apiVersion}/${kind}`)) {
        return leftAside(file, "it is the configuration of a tool");
    }
    if (kind === "List" && apiVersion === "v1") {
        const members: unknown = items ?? [];
        if (!Array.isArray(members) || depth > MAX_LIST_DEPTH) {
            const next = "Write the objects as documents of their own, with a line of --- between them.";
            return noObject("items of the List is no list, or is a List in a List in a List", next);
        }
        return joined(
            members.map((item: unknown, index) =>
                readObject(file, document, item, [...prefix, "items", index], depth + 1),
            ),
        );
    }
    const raw: RawResource = {
        type: `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`,
        props: object,
        origin: originIn(file, document, prefix),
    };
    return { resources: [raw], faults: wrongTypes(raw, file) };
}

/** Written like objects of a cluster, and read by tools alone. */
const TOOL_KINDS = new RegExp(
    `^(?:v1/Config|(?:${[
        "kustomize\\.config\\.k8s\\.io",
        "kind\\.x-k8s\\.io",
        "k3d\\.io",
        "eksctl\\.io",
        "skaffold",
        "kubeadm\\.k8s\\.io",
        "(?:kubelet|kubeproxy|kubescheduler|kubecontrollermanager)\\.config\\.k8s\\.io",
        "(?:apiserver|audit)\\.(?:config\\.)?k8s\\.io",
        "client\\.authentication\\.k8s\\.io",
        "backstage\\.io",
        "ctlptl\\.dev",
    ].join("|")})/.*)$`,
);

const API_VERSION = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\/)?[a-z0-9]+$/;
const KIND = /^[A-Za-z][A-Za-z0-9]*$/;
