import { POD_TEMPLATES } from "../model/pod-templates";
import { celPath } from "./cel";

const COMMON = "spec.template";

/**
 * CEL of the pod's `spec` in whatever kind of workload. Types are left to run time: one policy looks at all kinds.
 *
 * @param object `object` or `oldObject`
 */
export function podSpecOf(object: string): string {
    return `(${byKind(object)}).?spec.orValue({})`;
}

/** CEL of the labels of the pod, or of the workload's template. */
export function podLabelsOf(object: string): string {
    return `(${byKind(object)}).?metadata.?labels.orValue({})`;
}

/** CEL of the annotations of the pod, or of the workload's template. */
export function podAnnotationsOf(object: string): string {
    return `(${byKind(object)}).?metadata.?annotations.orValue({})`;
}

/** The template by the object's kind, as an optional; in the place that most kinds have where no other is known. */
function byKind(object: string): string {
    const others = POD_TEMPLATES.filter(({ path }) => path !== COMMON && !path.includes("[*]"));
    const paths = [...new Set(others.map(({ path }) => path))];
    const cases = paths.map((path) => {
        const kinds = others.filter((location) => location.path === path).flatMap((location) => location.kinds);
        const isOfKind = kinds.map((kind) => `${object}.kind == "${kind}"`).join(" || ");
        return `${isOfKind} ? ${path === "" ? `optional.of(dyn(${object}))` : celPath(`dyn(${object})`, path)} : `;
    });
    return `${cases.join("")}${celPath(`dyn(${object})`, COMMON)}`;
}
