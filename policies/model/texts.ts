import { SECRET } from "./value";

/** The texts and numbers in a value. */
export function* textsIn(value: unknown): Iterable<string> {
    if (typeof value === "object" && value !== null) {
        for (const child of Object.values(value)) {
            yield* textsIn(child);
        }
    } else if ((typeof value === "string" && value !== SECRET) || typeof value === "number") {
        yield String(value);
    }
}
