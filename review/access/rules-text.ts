import { isObject } from "../../core/data";

const READ = ["get", "list", "watch"];

/** The rules of a Role in words: what is alike stands together. */
export function rulesText(rules: readonly unknown[]): string[] {
    const byVerbs = new Map<string, string[]>();
    for (const rule of rules.filter(isObject)) {
        const verbs = verbText(texts(rule.verbs));
        byVerbs.set(verbs, [...(byVerbs.get(verbs) ?? []), ...objectsOf(rule)]);
    }
    return [...byVerbs].map(([verbs, objects]) => `${verbs} ${[...new Set(objects)].join(", ")}`);
}

function objectsOf(rule: Readonly<Record<string, unknown>>): string[] {
    const [groups, resources, names, urls] = [
        rule.apiGroups,
        rule.resources,
        rule.resourceNames,
        rule.nonResourceURLs,
    ].map(texts);
    const only = names && names.length > 0 ? ` (${names.join(", ")})` : "";
    const all = groups?.includes("*") ? "all " : "";
    return [
        ...(resources ?? []).map((name) => `${name === "*" ? `${all}objects of ${groupsText(groups)}` : name}${only}`),
        ...(urls ?? []),
    ];
}

function groupsText(groups: readonly string[] = []): string {
    return groups.includes("*") ? "every API group" : groups.map((group) => group || "the core group").join(", ");
}

/** Verbs in one word where they have one. */
function verbText(verbs: readonly string[]): string {
    if (verbs.includes("*")) {
        return "do everything with";
    }
    const reads = READ.every((verb) => verbs.includes(verb));
    const others = verbs.filter((verb) => !READ.includes(verb));
    const changes = ["create", "update", "patch", "delete"].every((verb) => others.includes(verb));
    if (reads && changes) {
        return "change";
    }
    if (reads && others.length === 0) {
        return "read";
    }
    return [...(reads ? ["read"] : verbs.filter((verb) => READ.includes(verb))), ...others].join(" and ");
}

function texts(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
