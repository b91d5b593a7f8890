import {
    containsSecret,
    isList,
    isMap,
    type PropertyMap,
    type PropertyValue,
    reveal,
    Secret,
    Unknown,
} from "../../core/engine/values";
import { isJsonObject, type Json, type JsonObject, type KubeObject } from "./object";

/** The object that the inputs of a resource describe, without secret wrappers. The inputs must hold nothing unknown. */
export function toObject(inputs: PropertyMap): KubeObject {
    const object = toJson(reveal(inputs) ?? null);
    if (!isKubeObject(object)) {
        throw new Error("the inputs of a Kubernetes resource are not an object");
    }
    return object;
}

/**
 * The properties that an object becomes. A value is secret where the `model` (the inputs it comes from) has a secret,
 * so that what the program keeps secret stays so when the server returns it.
 */
export function toProperties(object: KubeObject, model: PropertyMap): PropertyMap {
    const properties: PropertyMap = {};
    for (const [key, value] of Object.entries(object)) {
        if (value !== undefined) {
            properties[key] = withSecretsOf(value as Json, model[key]);
        }
    }
    return isSecret(object.apiVersion, object.kind) ? sealSecretData(properties) : properties;
}

/** The contents of a Kubernetes Secret are secret whether or not the program says so. */
export function sealSecretData(properties: PropertyMap): PropertyMap {
    const sealed = { ...properties };
    for (const field of ["data", "stringData"]) {
        const value = sealed[field];
        if (value !== undefined && !(value instanceof Secret)) {
            sealed[field] = new Secret(reveal(value) ?? null);
        }
    }
    return sealed;
}

/** Whether these are the API version and kind of a Kubernetes Secret. */
export function isSecret(apiVersion: unknown, kind: unknown): boolean {
    return apiVersion === "v1" && kind === "Secret";
}

/** A value, secret wherever its model is. */
export function withSecretsOf(value: Json, model: PropertyValue | undefined): PropertyValue {
    if (model instanceof Secret) {
        return new Secret(value);
    }
    if (Array.isArray(value) && isList(model)) {
        // Without the same length there is no telling which item was secret.
        if (value.length !== model.length) {
            return model.some(containsSecret) ? new Secret(value) : value;
        }
        return value.map((item, index) => withSecretsOf(item, model[index]));
    }
    if (isJsonObject(value) && isMap(model)) {
        const properties: PropertyMap = {};
        for (const [key, item] of Object.entries(value)) {
            properties[key] = withSecretsOf(item, model[key]);
        }
        return properties;
    }
    return value;
}

function toJson(value: PropertyValue): Json {
    if (value instanceof Unknown || value instanceof Secret) {
        throw new Error("unexpected wrapper in revealed inputs");
    }
    if (isList(value)) {
        return value.map(toJson);
    }
    if (!isMap(value)) {
        return value;
    }
    const object: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
        if (item !== undefined && item !== null) {
            object[key] = toJson(item);
        }
    }
    return object;
}

function isKubeObject(value: unknown): value is KubeObject {
    return isJsonObject(value) && typeof value.apiVersion === "string" && isJsonObject(value.metadata);
}
