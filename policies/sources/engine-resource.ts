import { type DataObject, isObject } from "../../core/data";
import { nameOf, typeOf } from "../../core/engine/urn";
import type { RawResource } from "../model/resource";
import { type Opened, withSecrets } from "./secrets";

/** A resource as the engine writes it in a state, in a preview and in its events. */
export interface EngineState {
    readonly urn: string;
    readonly type: string;
    readonly inputs: DataObject;
    readonly outputs: DataObject;
    readonly delete: boolean;
    readonly provider: string;
    readonly parent: string;
    readonly protect: boolean;
    readonly ignoreChanges: readonly string[];
}

/** Checks the fields that judging needs; the rest of what the engine writes is passed over. */
export function readEngineState(value: unknown): EngineState | { readonly problem: string } {
    if (!isObject(value)) {
        return { problem: "the resource is no object" };
    }
    const { urn, type, inputs, outputs, provider, parent, ignoreChanges } = value;
    if (typeof urn !== "string" || typeof type !== "string" || !/^urn:pulumi:.*::.*::.*::/s.test(urn)) {
        return { problem: "the resource has no valid urn and type" };
    }
    if (!isAbsentOr(inputs, isObject) || !isAbsentOr(outputs, isObject)) {
        return { problem: "the inputs or outputs of the resource are no objects" };
    }
    return {
        urn,
        type,
        inputs: isObject(inputs) ? inputs : {},
        outputs: isObject(outputs) ? outputs : {},
        delete: value.delete === true,
        provider: typeof provider === "string" ? provider : "",
        parent: typeof parent === "string" ? parent : "",
        protect: value.protect === true,
        ignoreChanges: Array.isArray(ignoreChanges)
            ? ignoreChanges.filter((path): path is string => typeof path === "string")
            : [],
    };
}

/**
 * The resource as the engine hands it to a policy pack.
 *
 * @param opened gets the texts of the secrets that are there in plain text
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/pkg/resource/deploy/analyze_snapshot.go
 */
export function toRawResource(state: EngineState, opened: Opened): RawResource {
    const provider = /^(urn:pulumi:.*)::[^:]*$/s.exec(state.provider)?.[1];
    return {
        type: state.type,
        name: nameOf(state.urn),
        urn: state.urn,
        props: toProps(state.inputs, opened),
        outputs: toProps(state.outputs, opened),
        options: {
            protect: state.protect,
            ignoreChanges: state.ignoreChanges,
            ...(state.parent !== "" && { parent: state.parent }),
        },
        ...(provider !== undefined && { provider: { type: typeOf(provider), name: nameOf(provider) } }),
    };
}

/** Properties whose name begins with two underscores belong to the engine, at the top level only. */
function toProps(properties: DataObject, opened: Opened): DataObject {
    return Object.fromEntries(
        Object.entries(properties)
            .filter(([name]) => !name.startsWith("__"))
            .map(([name, value]) => [name, withSecrets(value, opened)]),
    );
}

function isAbsentOr(value: unknown, is: (value: unknown) => boolean): boolean {
    return value === undefined || value === null || is(value);
}
