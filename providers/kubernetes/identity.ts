/** As in the official provider: `namespace/name`, or `name` alone outside namespaces. */
export function idOf({ namespace, name = "" }: { namespace?: string | undefined; name?: string | undefined }): string {
    return namespace === undefined ? name : `${namespace}/${name}`;
}

export function parseId(id: string): { namespace: string | undefined; name: string } {
    const [name = "", namespace] = id.split("/").reverse();
    return { namespace, name };
}
