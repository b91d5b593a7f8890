import type { Resource } from "./resource";
import type { Value } from "./value";

/** What one rule of a Role grants: every combination of the three lists. */
export interface Grant {
    readonly verbs: readonly string[];
    /** API groups, empty text for the core group. */
    readonly groups: readonly string[];
    /** Resources, with their subresource as in `pods/exec`. */
    readonly resources: readonly string[];
    /** True where no names limit the grant; an empty list of names limits nothing. */
    readonly isOnAllNames: boolean;
    /** The names that limit it. */
    readonly names: readonly string[];
}

/** The grants of a Role or ClusterRole, each with the rule that makes it. */
export function grantsOf(role: Value): readonly { readonly rule: Value; readonly grant: Grant }[] {
    return role.key("rules").items.map((rule) => ({
        rule,
        grant: {
            verbs: rule.key("verbs").texts,
            groups: rule.key("apiGroups").texts,
            resources: rule.key("resources").texts,
            isOnAllNames: isEmpty(rule.key("resourceNames")),
            names: rule.key("resourceNames").texts,
        },
    }));
}

/** Whether a grant includes a verb on a resource, by name or by wildcard. */
export function includes(grant: Grant, verb: string, group: string, resource: string): boolean {
    const subresource = resource.slice(resource.indexOf("/") + 1);
    return (
        has(grant.verbs, verb) &&
        has(grant.groups, group) &&
        (has(grant.resources, resource) || (resource.includes("/") && grant.resources.includes(`*/${subresource}`)))
    );
}

/** True for a role by which nothing can be done but read ConfigMaps that it names, as a version or an address for everybody. */
export function readsNamedConfigMapsAlone(role: Resource): boolean {
    const grants = grantsOf(role.props);
    const isReading = ({ verbs, groups, resources, isOnAllNames }: Grant) =>
        !isOnAllNames &&
        isAll(groups, [""]) &&
        isAll(resources, ["configmaps"]) &&
        isAll(verbs, ["get", "list", "watch"]);
    return !role.isPatch && grants.length > 0 && grants.every(({ grant }) => isReading(grant));
}

function isAll(list: readonly string[], allowed: readonly string[]): boolean {
    return list.length > 0 && list.every((item) => allowed.includes(item));
}

/** A patch that names a rule names all of it, as the list of rules is one value. */
function isEmpty(list: Value): boolean {
    return !list.isStated || (list.isList && list.items.length === 0);
}

function has(list: readonly string[], item: string): boolean {
    return list.includes(item) || list.includes("*");
}
