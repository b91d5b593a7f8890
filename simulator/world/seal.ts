import { createHmac, randomBytes } from "node:crypto";
import {
    containsSecret,
    isList,
    isMap,
    type PropertyMap,
    type PropertyValue,
    reveal,
    Secret,
} from "../../core/engine/values";

/** The key of the object that stands in the world for a secret value. */
const SEALED = "sealed-secret";

/** What is given back where the world and state no longer agree on a secret: a change, without the value. */
const CHANGED = "(a secret that was changed outside of this stack)";

/**
 * Keeps secrets out of the world. A world file is a cache on disk with no passphrase of its own, so a secret enters it
 * as a salted hash: enough to tell whether the value in state is still the value of the cloud, useless to a reader.
 */
export class Sealer {
    constructor(
        /** Kept with the world, so that its hashes can be compared again. @default a random one */
        readonly salt: string = randomBytes(16).toString("hex"),
    ) {}

    /** The properties with every secret replaced by its hash. */
    seal(properties: PropertyMap): PropertyMap {
        return mapValues(properties, (value) => this.sealValue(value));
    }

    private sealValue(value: PropertyValue): PropertyValue {
        if (value instanceof Secret) {
            return { [SEALED]: this.digest(value.value) };
        }
        if (!containsSecret(value)) {
            return value;
        }
        if (isList(value)) {
            return value.map((item) => this.sealValue(item));
        }
        return isMap(value) ? this.seal(value) : value;
    }

    /** The properties with every hash replaced by the secret that state has at the same place. */
    open(sealed: PropertyMap, state: PropertyMap | undefined): PropertyMap {
        return mapValues(sealed, (value, key) => this.openValue(value, state?.[key]));
    }

    private openValue(value: PropertyValue, state: PropertyValue | undefined): PropertyValue {
        if (isMap(value)) {
            const digest = value[SEALED];
            if (digest !== undefined) {
                const known = state === undefined ? undefined : reveal(state);
                return new Secret(known !== undefined && this.digest(known) === digest ? known : CHANGED);
            }
            const inner = state instanceof Secret ? state.value : state;
            return this.open(value, isMap(inner) ? inner : undefined);
        }
        if (isList(value)) {
            const inner = state instanceof Secret ? state.value : state;
            return value.map((item, index) => this.openValue(item, isList(inner) ? inner[index] : undefined));
        }
        return value;
    }

    private digest(value: PropertyValue): string {
        return createHmac("sha256", this.salt)
            .update(canonical(reveal(value) ?? null))
            .digest("hex");
    }
}

/** JSON with sorted keys, so that equal values have equal text. */
export function canonical(value: PropertyValue): string {
    return JSON.stringify(value, (_key, member: PropertyValue) =>
        isMap(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
    );
}

function mapValues(properties: PropertyMap, change: (value: PropertyValue, key: string) => PropertyValue): PropertyMap {
    const changed: PropertyMap = {};
    for (const [key, value] of Object.entries(properties)) {
        if (value !== undefined) {
            changed[key] = change(value, key);
        }
    }
    return changed;
}
