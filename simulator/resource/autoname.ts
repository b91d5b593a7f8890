import { isList, type PropertyMap } from "../../core/engine/values";
import type { Identity } from "../../core/identity";

/** The input that lists which others were filled in by the provider; the official bridged providers use this name. */
const DEFAULTS = "__defaults";

/**
 * Fills in a physical name where the program gives none: a prefix, such as the logical name, a dash and seven hexadecimal digits, kept
 * for the life of the resource. A replacement gets another name, so that both can exist for a moment.
 */
export function autoname(
    { olds }: { readonly olds: PropertyMap | undefined },
    inputs: PropertyMap,
    { property, prefix, identity }: { readonly property: string; readonly prefix: string; readonly identity: Identity },
): PropertyMap {
    if (inputs[property] !== undefined && inputs[property] !== null) {
        return inputs;
    }
    const kept = isGenerated(olds, property) ? olds?.[property] : undefined;
    const fresh = () => `${prefix}-${identity.hex("autoname", 7)}`;
    return { ...inputs, [property]: kept ?? fresh(), [DEFAULTS]: [property] };
}

function isGenerated(olds: PropertyMap | undefined, property: string): boolean {
    const generated = olds?.[DEFAULTS];
    return isList(generated) && generated.includes(property);
}
