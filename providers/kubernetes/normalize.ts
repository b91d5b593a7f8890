import {
    isList,
    isMap,
    mapAt,
    type PropertyMap,
    type PropertyValue,
    reveal,
    UNKNOWN,
    Unknown,
} from "../../core/engine/values";
import { isSecret, sealSecretData } from "./properties";
import type { ObjectType } from "./token";

/** Fields that only the server writes; manifests that were read from a cluster carry them. */
const SERVER_METADATA = ["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];

/**
 * The inputs in the one form that is kept in state, so that the same program gives the same inputs: no nulls, nothing
 * that the server alone writes, a Secret's `stringData` folded into `data` as the server does.
 */
export function normalizeInputs(inputs: PropertyMap, type: ObjectType): PropertyMap {
    const { status: _status, ...kept } = withoutNulls(inputs);
    const metadata = { ...mapAt(kept, "metadata") };
    for (const field of SERVER_METADATA) {
        delete metadata[field];
    }
    const normalized: PropertyMap = { ...kept, apiVersion: type.apiVersion, kind: type.kind, metadata };
    if (isSecret(type.apiVersion, type.kind)) {
        return sealSecretData(foldStringData(normalized));
    }
    return normalized;
}

/** @see https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data */
function foldStringData(inputs: PropertyMap): PropertyMap {
    const { stringData, ...rest } = inputs;
    const text = reveal(stringData);
    if (text instanceof Unknown) {
        return inputs;
    }
    if (!isMap(text)) {
        return rest;
    }
    const known = reveal(rest.data);
    if (known instanceof Unknown) {
        return inputs;
    }
    const data: PropertyMap = isMap(known) ? { ...known } : {};
    for (const [key, value] of Object.entries(text)) {
        data[key] = value instanceof Unknown ? UNKNOWN : Buffer.from(String(value), "utf8").toString("base64");
    }
    return { ...rest, data };
}

function withoutNulls(properties: PropertyMap): PropertyMap {
    const kept: PropertyMap = {};
    for (const [key, value] of Object.entries(properties)) {
        if (value === undefined || value === null || key.startsWith("__")) {
            continue;
        }
        kept[key] = withoutNullsInside(value);
    }
    return kept;
}

function withoutNullsInside(value: PropertyValue): PropertyValue {
    if (isList(value)) {
        return value.map(withoutNullsInside);
    }
    return isMap(value) ? withoutNulls(value) : value;
}
