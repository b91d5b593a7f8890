import { celTexts } from "./cel";

/** CEL of whether the rule `r` of a role grants one of the verbs on a resource, by name or by wildcard. */
export function includes(verbs: readonly string[], group: string, resource: string): string {
    const [, subresource] = resource.split("/");
    const resources = [resource, "*", ...(subresource === undefined ? [] : [`*/${subresource}`])];
    return Object.entries({ verbs: [...verbs, "*"], apiGroups: [group, "*"], resources })
        .map(([field, names]) => `sets.intersects(r.?${field}.orValue([]), ${celTexts(names)})`)
        .join(" && ");
}

/** CEL of whether no names limit the rule `r` of a role. */
export const ON_ALL_NAMES = "r.?resourceNames.orValue([]).size() == 0";
