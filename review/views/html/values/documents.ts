/** Lists of a policy's statement that AWS reads as sets, and where one may stand without brackets. */
const SETS = new Set(["Action", "NotAction", "Resource", "NotResource", "AWS", "Service", "Federated"]);

/** A value that has parts: an object, a list, or a text that holds one of them in JSON, as policies do. */
export function documentIn(value: unknown): object | undefined {
    if (typeof value === "object" && value !== null) {
        return value;
    }
    if (typeof value !== "string" || !/^\s*[{[]/.test(value)) {
        return undefined;
    }
    try {
        const parsed: unknown = JSON.parse(value);
        return typeof parsed === "object" && parsed !== null ? parsed : undefined;
    } catch {
        return undefined;
    }
}

/** A document as indented lines in which nothing differs but what means something else: keys and sets are in order. */
export function documentText(document: object): string {
    return JSON.stringify(ordered(document, Object.hasOwn(document, "Statement")), null, 2);
}

function ordered(value: unknown, isPolicy: boolean): unknown {
    if (Array.isArray(value)) {
        return value.map((item) => ordered(item, isPolicy));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const keys = Object.keys(value).toSorted();
    return Object.fromEntries(
        keys.map((key) => {
            const member: unknown = Reflect.get(value, key);
            return [key, isPolicy && SETS.has(key) ? setOf(member) : ordered(member, isPolicy)];
        }),
    );
}

function setOf(value: unknown): unknown {
    return Array.isArray(value) ? (value.length === 1 ? value[0] : value.toSorted()) : value;
}
