import { isObject } from "../../core/data";
import type { RawResource } from "../model/resource";
import { childPath } from "../model/value-path";
import { typeFaults } from "./field-types";
import type { SourceFault } from "./source";

/**
 * A fault for each field of a Kubernetes object that has a type which the API server refuses.
 *
 * @param file the file to name
 */
export function wrongTypes(raw: RawResource, file: string): readonly SourceFault[] {
    return typeFaults(raw).map(({ steps, found, wanted }) => {
        const path = steps.reduce<string>(childPath, "");
        return {
            file,
            ...raw.origin?.locate(path),
            message: `${describe(raw)}: ${path} must be ${wanted} and is ${found}`,
            next: "Correct the field: the API server refuses the object, and rules do not see what is in it.",
        };
    });
}

function describe({ type, urn, props }: RawResource): string {
    const { name, namespace } = isObject(props.metadata) ? props.metadata : {};
    const kind = type.split(":").at(-1);
    return urn ?? [kind, [namespace, name].filter((text) => typeof text === "string").join("/")].join(" ").trim();
}
