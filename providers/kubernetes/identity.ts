import { mapAt, type PropertyMap, stringAt } from "../../core/engine/values";

/** As in the official provider: `namespace/name`, or `name` alone outside namespaces. */
export function idOf({ namespace, name = "" }: { namespace?: string | undefined; name?: string | undefined }): string {
    return namespace === undefined ? name : `${namespace}/${name}`;
}

/** The reverse of {@link idOf}. */
export function parseId(id: string): { namespace: string | undefined; name: string } {
    const [name = "", namespace] = id.split("/").reverse();
    return { namespace, name };
}

/** The id of the object that these inputs make. */
export function idFrom(inputs: PropertyMap): string {
    const metadata = mapAt(inputs, "metadata");
    return idOf({ namespace: stringAt(metadata, "namespace"), name: stringAt(metadata, "name") });
}
