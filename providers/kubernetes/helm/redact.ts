import { isList, isMap, type PropertyMap, type PropertyValue, reveal, Secret } from "../../../core/engine/values";

/** Shorter texts occur by chance, and to blank them would garble the message without hiding anything. */
const SHORTEST_SECRET = 4;

/** The text without the secrets of the inputs: Helm quotes values in its errors. */
export function redact(text: string, inputs: PropertyMap): string {
    return secretsIn(inputs).reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), text);
}

function secretsIn(value: PropertyValue | undefined): string[] {
    if (value instanceof Secret) {
        return textsIn(reveal(value)).filter((text) => text.length >= SHORTEST_SECRET);
    }
    if (isList(value)) {
        return value.flatMap(secretsIn);
    }
    return isMap(value) ? Object.values(value).flatMap(secretsIn) : [];
}

function textsIn(value: PropertyValue | undefined): string[] {
    if (isList(value)) {
        return value.flatMap(textsIn);
    }
    if (isMap(value)) {
        return Object.values(value).flatMap(textsIn);
    }
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}
