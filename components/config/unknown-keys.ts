import { type Fault, joinPath, show } from "../../core/faults/fault";
import { unknownKeyFault } from "../schema/issues";
import { CONFIG_NAMESPACE } from "./raw-config";

/** Namespaces whose keys other readers than this program use. */
const FOREIGN_NAMESPACES = ["pulumi"];

/**
 * A fault for each key of a configuration that nothing reads.
 *
 * @param values what was written, by key with namespace
 * @param sections the names that are read, without the namespace
 */
export function keyFaults(values: Readonly<Record<string, unknown>>, sections: readonly string[]): Fault[] {
    return [...unknownKeys(Object.keys(values), sections), ...reservedKeys(values)];
}

function unknownKeys(keys: readonly string[], sections: readonly string[]): Fault[] {
    const known = sections.map((name) => `${CONFIG_NAMESPACE}:${name}`);
    return keys
        .filter((key) => !known.includes(key) && !FOREIGN_NAMESPACES.includes(key.split(":")[0] ?? ""))
        .map((key) => {
            if (!key.startsWith("aws:")) {
                return unknownKeyFault(joinPath(key, []), key, known);
            }
            return {
                path: joinPath(key, []),
                received: `the key ${show(key)}`,
                allowed: known.join(", "),
                next: `Set ${CONFIG_NAMESPACE}:region or ${CONFIG_NAMESPACE}:tags: every AWS resource uses the provider made from them, not the aws namespace.`,
            };
        });
}

/** Keys by the name of what every object inherits: libraries drop them without a word. */
function reservedKeys(values: unknown, path: readonly PropertyKey[] = []): Fault[] {
    if (typeof values !== "object" || values === null) {
        return [];
    }
    return Object.entries(values).flatMap(([key, value]): Fault[] => {
        const at = [...path, Array.isArray(values) ? Number(key) : key];
        if (key !== "__proto__") {
            return reservedKeys(value, at);
        }
        const place = joinPath(String(at[0]), at.slice(1));
        return [{ path: place, received: `the key ${show(key)}`, allowed: "any other name", next: "Rename it." }];
    });
}
