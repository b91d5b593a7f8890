/** What a record holds under a key that comes from outside; `record[key]` would find `constructor` in every object. */
export function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
    return Object.hasOwn(record, key) ? record[key] : undefined;
}
