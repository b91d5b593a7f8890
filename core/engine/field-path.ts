/** The path of a field inside a resource's properties: `["spec", "containers", 0, "image"]`. */
export type FieldPath = readonly (string | number)[];

/** A path as the engine writes it: `spec.containers[0]`, `metadata.labels["app.kubernetes.io/name"]`. */
export function formatPath(path: FieldPath): string {
    return path.reduce<string>((text, part) => {
        if (typeof part === "number") {
            return `${text}[${part}]`;
        }
        if (!/^[A-Za-z_$][\w$]*$/.test(part)) {
            return `${text}["${part.replaceAll('"', '\\"')}"]`;
        }
        return text === "" ? part : `${text}.${part}`;
    }, "");
}

/** Whether the path is one of `ignored` or below one; all of them as the engine writes them. */
export function isIgnored(path: string, ignored: readonly string[]): boolean {
    return ignored.some((prefix) => path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`));
}

/**
 * Whether a change at `path` touches an immutable field.
 *
 * @param fields dotted patterns, `*` standing for any list index: `spec.containers.*.image`. What is below a field is immutable with it.
 */
export function isImmutable(path: FieldPath, fields: readonly string[]): boolean {
    return fields.some((field) => {
        const pattern = field.split(".");
        return (
            path.length >= pattern.length &&
            pattern.every((part, index) => part === "*" || part === String(path[index]))
        );
    });
}
