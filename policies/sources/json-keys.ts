import { endOfString } from "./json";

const TOKEN = /["[\]{},]/g;

/**
 * The offset of the first key of a well-formed JSON text that its object has already: a parser keeps the last value, while
 * the API server refuses the object.
 */
export function repeatedKey(text: string): number | undefined {
    /** The keys so far of each object that is open; a list has none. */
    const open: (Set<string> | undefined)[] = [];
    let isKey = false;
    TOKEN.lastIndex = 0;
    for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
        const { 0: mark, index } = token;
        if (mark === '"') {
            const end = endOfString(text, index);
            const keys = isKey ? open.at(-1) : undefined;
            if (keys !== undefined) {
                const key: string = JSON.parse(text.slice(index, end));
                if (keys.has(key)) {
                    return index;
                }
                keys.add(key);
            }
            isKey = false;
            TOKEN.lastIndex = end;
        } else if (mark === ",") {
            isKey = open.at(-1) !== undefined;
        } else if (mark === "{" || mark === "[") {
            isKey = mark === "{";
            open.push(isKey ? new Set() : undefined);
        } else {
            open.pop();
        }
    }
    return undefined;
}
