import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { describeClashes, objectOf } from "../../core/engine/kubernetes-object";
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
        if (object) {
            (op === "create" ? this.created : this.deleted).set(object, urn);
        }
    }

    /** One sentence for each, with the way out; undefined when there is none. */
    describe(): string | undefined {
        return describeClashes(
            [...this.created].flatMap(([object, urn]) => {
                const holder = this.deleted.get(object);
                return holder === undefined ? [] : [{ object, made: nameOf(urn), holder: nameOf(holder) }];
            }),
        );
    }
}
