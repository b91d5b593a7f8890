import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { nameOf } from "../../core/engine/urn";

/**
 * Kubernetes objects that an update would create while another resource of the stack still has them. The engine creates
 * before it deletes, so such an update ends half way with "already exists"; the official provider lets the preview pass.
 */
export class Clashes {
    private readonly created = new Map<string, string>();
    private readonly deleted = new Map<string, string>();

    add({ op, urn, type, new: next, old }: StepEventMetadata): void {
        const inputs = op === "create" ? next?.inputs : op === "delete" ? old?.inputs : undefined;
        const object = inputs && objectOf(type, inputs);
        if (object) (op === "create" ? this.created : this.deleted).set(object, urn);
    }

    /** One sentence for each, with the way out; undefined when there is none. */
    describe(): string | undefined {
        const clashes = [...this.created].flatMap(([object, urn]) => {
            const holder = this.deleted.get(object);
            return holder === undefined ? [] : [`  ${object}: ${nameOf(urn)} is made before ${nameOf(holder)} goes`];
        });
        if (clashes.length === 0) return undefined;
        return [
            "This update would end half way, because these objects exist already under another resource of the stack:",
            ...clashes,
            "Next step: keep the old name, or remove the old resources in an update of their own first.",
        ].join("\n");
    }
}

/** Kind, namespace and name; undefined for what is no Kubernetes object, and for patches, which make none. */
function objectOf(type: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
    const { kind, metadata } = inputs;
    if (!type.startsWith("kubernetes:") || typeof kind !== "string" || type.endsWith(`:${kind}Patch`)) return undefined;
    if (typeof metadata !== "object" || metadata === null || !("name" in metadata)) return undefined;
    const place = "namespace" in metadata ? `${metadata.namespace}/` : "";
    return `${kind} ${place}${metadata.name}`;
}
