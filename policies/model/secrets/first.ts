/** The first reason that is found in any of the items. */
export function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
    for (const item of items) {
        const found = find(item);
        if (found !== undefined) {
            return found;
        }
    }
    return undefined;
}
