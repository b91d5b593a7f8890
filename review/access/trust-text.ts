import { isObject } from "../../core/data";

/** Who may become a role, in words, one for each statement of its trust. */
export function trustText(document: string): string[] {
    const parsed = parse(document);
    const statements = isObject(parsed) ? [parsed.Statement].flat().filter(isObject) : [];
    return statements
        .filter(({ Effect }) => Effect === "Allow")
        .map(({ Principal, Condition }) => [principalText(Principal), ...conditionTexts(Condition)].join(", "));
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function principalText(principal: unknown): string {
    if (principal === "*") {
        return "anybody";
    }
    return isObject(principal) ? Object.values(principal).flat().map(String).join(" or ") : "nobody";
}

/** What is asked of whoever wants to become it, such as the subject of a token. */
function conditionTexts(condition: unknown): string[] {
    return Object.values(isObject(condition) ? condition : {})
        .filter(isObject)
        .flatMap((keys) => Object.entries(keys))
        .map(([key, value]) => `${key.split(":").at(-1)} ${[value].flat().map(String).join(" or ")}`);
}
