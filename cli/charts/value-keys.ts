import { isObject } from "../../core/data";
import { ownValue } from "../../core/own-value";

/** The keys of a chart's values, as dotted paths. */
export interface ValueKeys {
    /** Paths below which the chart takes anything, such as pod resources. */
    readonly open: readonly string[];
    /** Paths of all values that hold no others. */
    readonly keys: readonly string[];
}

/**
 * Parts of objects of Kubernetes that charts hand on whole, whatever their values show of them.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
const HANDED_ON =
    /^(affinity|dnsConfig|emptyDir|labels|matchLabels|annotations|nodeSelector|resources|spec|strategy|\w*(Annotations|Labels|NodeSelector|Probe|[sS]ecurityContext|Strategy))$/;

/** A JSON schema, as far as it names keys. */
type Schema = Readonly<Record<string, unknown>>;

/**
 * What a chart takes, by its `values.yaml` and, where it has one, its schema: Helm ignores any other key without a word.
 *
 * @param values the content of `values.yaml`
 * @param schema the content of `values.schema.json`. @default none
 */
export function valueKeys(values: unknown, schema?: unknown): ValueKeys {
    const open = new Set<string>();
    const keys = new Set<string>();
    const root = isObject(schema) ? schema : {};
    const visit = (value: unknown, described: Schema, path: readonly string[], name: string): void => {
        const node = resolved(described, root);
        const known = isObject(node.properties) ? node.properties : {};
        const names = [...new Set([...(isObject(value) ? Object.keys(value) : []), ...Object.keys(known)])];
        const text = path.join(".");
        const isHandedOn = HANDED_ON.test(name) && (value === undefined || value === null || typeof value === "object");
        if (path.length > 0 && (isHandedOn || takesAnything(value, node, names))) {
            open.add(text);
        }
        if (names.length === 0 && path.length > 0) {
            keys.add(text);
        }
        for (const key of names) {
            const next = ownValue(known, key);
            visit(isObject(value) ? ownValue(value, key) : undefined, isObject(next) ? next : {}, [...path, key], key);
        }
    };
    visit(values ?? {}, root, [], "");
    return { open: [...open].toSorted(), keys: [...keys].toSorted() };
}

/** True for a map whose keys neither the values nor the schema name. */
function takesAnything(value: unknown, node: Schema, names: readonly string[]): boolean {
    if (names.length > 0 || node.additionalProperties === false) {
        return false;
    }
    return isObject(value) || [node.type].flat().includes("object");
}

/** A schema, or what it refers to in the same file. */
function resolved(schema: Schema, root: Schema): Schema {
    if (typeof schema.$ref !== "string" || !schema.$ref.startsWith("#/")) {
        return schema;
    }
    const steps = schema.$ref.slice(2).split("/");
    const target = steps.reduce<unknown>((node, step) => (isObject(node) ? ownValue(node, step) : undefined), root);
    return isObject(target) ? target : {};
}
