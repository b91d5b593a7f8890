/** The type of Helm releases: the one resource of the Kubernetes package that is no Kubernetes object. */
export const HELM_RELEASE = "kubernetes:helm.sh/v3:Release";

/** Kind, namespace and name; undefined for what is no Kubernetes object, for patches, which make none, and where one is no text yet. */
export function objectOf(type: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
    const { kind, metadata } = inputs;
    if (!type.startsWith("kubernetes:") || typeof kind !== "string" || type.endsWith(`:${kind}Patch`)) {
        return undefined;
    }
    if (typeof metadata !== "object" || metadata === null || !("name" in metadata)) {
        return undefined;
    }
    const { name, namespace = "" } = metadata as { readonly name: unknown; readonly namespace?: unknown };
    if (typeof name !== "string" || typeof namespace !== "string") {
        return undefined;
    }
    return `${kind} ${namespace === "" ? "" : `${namespace}/`}${name}`;
}

/** An object that one resource makes while another still has it. */
export interface Clash {
    /** Kind, namespace and name, as {@link objectOf} gives them. */
    readonly object: string;
    /** Logical name of the resource that makes it. */
    readonly made: string;
    /** Logical name of the resource that has it. */
    readonly holder: string;
}

/** What there is to say of clashes, with the way out; undefined where there are none. */
export function describeClashes(clashes: readonly Clash[]): string | undefined {
    if (clashes.length === 0) {
        return undefined;
    }
    return [
        "This update would end half way, because these objects exist already under another resource of the stack:",
        ...clashes.map(({ object, made, holder }) => `  ${object}: ${made} is made before ${holder} goes`),
        "Next step: keep the old name, or remove the old resources in an update of their own first.",
    ].join("\n");
}
