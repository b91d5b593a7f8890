import { ProviderError } from "../../core/engine/errors";
import { type PropertyMap, Secret } from "../../core/engine/values";
import { type RandomSource, randomText } from "./text";

export type { RandomSource } from "./text";

/** One resource type of the `random` package. */
export interface RandomModel {
    /** The input without which there is nothing to draw. */
    readonly required: string;
    /** The outputs that are drawn. */
    readonly drawn: readonly string[];
    /** Draws the resource from the source. */
    make(inputs: PropertyMap, source: RandomSource): { readonly id: string; readonly outputs: PropertyMap };
}

const CHARACTER_DEFAULTS: PropertyMap = {
    lower: true,
    minLower: 0,
    minNumeric: 0,
    minSpecial: 0,
    minUpper: 0,
    number: true,
    numeric: true,
    special: true,
    upper: true,
};

const MODELS: Readonly<Record<string, RandomModel>> = {
    "random:index/randomPassword:RandomPassword": {
        required: "length",
        drawn: ["result", "bcryptHash"],
        make: (inputs, source) => ({
            id: "none",
            outputs: {
                ...CHARACTER_DEFAULTS,
                ...inputs,
                result: new Secret(randomText(inputs, source)),
                bcryptHash: new Secret(`$2a$10$${randomText({ length: 53, special: false }, source)}`),
            },
        }),
    },

    "random:index/randomString:RandomString": {
        required: "length",
        drawn: ["result"],
        make: (inputs, source) => {
            const result = randomText(inputs, source);
            return { id: result, outputs: { ...CHARACTER_DEFAULTS, ...inputs, result } };
        },
    },

    "random:index/randomId:RandomId": {
        required: "byteLength",
        drawn: ["b64Std", "b64Url", "dec", "hex"],
        make: (inputs, source) => {
            const bytes = source(Number(inputs.byteLength));
            const prefix = typeof inputs.prefix === "string" ? inputs.prefix : "";
            const hex = bytes.toString("hex");
            return {
                id: bytes.toString("base64url"),
                outputs: {
                    ...inputs,
                    b64Std: prefix + bytes.toString("base64"),
                    b64Url: prefix + bytes.toString("base64url"),
                    dec: prefix + BigInt(`0x${hex}`).toString(),
                    hex: prefix + hex,
                },
            };
        },
    },

    "random:index/randomBytes:RandomBytes": {
        required: "length",
        drawn: ["base64", "hex"],
        make: (inputs, source) => {
            const bytes = source(Number(inputs.length));
            return {
                id: "none",
                outputs: {
                    ...inputs,
                    base64: new Secret(bytes.toString("base64")),
                    hex: new Secret(bytes.toString("hex")),
                },
            };
        },
    },
};

/** @throws ProviderError for a type that the provider does not know */
export function randomModel(type: string): RandomModel {
    const model = Object.hasOwn(MODELS, type) ? MODELS[type] : undefined;
    if (!model) {
        throw new ProviderError(
            `this provider does not know the resource type ${type}. Describe it in providers/random/.`,
        );
    }
    return model;
}
