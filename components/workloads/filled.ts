/** Nothing instead of an empty list: the API server drops empty ones, and a diff would show them for ever. */
export function filled<Item>(items: Item[]): Item[] | undefined {
    return items.length > 0 ? items : undefined;
}
