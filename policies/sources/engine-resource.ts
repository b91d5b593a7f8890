import type { RawResource } from "../model/resource";
import { SECRET } from "../model/value";
import { type DataObject, isObject } from "./object";

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
 * @see https://github.com/pulumi/pulumi/blob/v3.250.0/pkg/resource/deploy/analyze_snapshot.go
 */
export function toRawResource(state: EngineState): RawResource {
    const provider = /^(urn:pulumi:.*)::[^:]*$/s.exec(state.provider)?.[1];
    return {
        type: state.type,
        name: nameOf(state.urn),
        urn: state.urn,
        props: toProps(state.inputs),
        outputs: toProps(state.outputs),
        options: {
            protect: state.protect,
            ignoreChanges: state.ignoreChanges,
            ...(state.parent !== "" && { parent: state.parent }),
        },
        ...(provider !== undefined && { provider: { type: typeOf(provider), name: nameOf(provider) } }),
    };
}

/** `urn:pulumi:<stack>::<project>::<parent types and type>::<name>`; only a name may hold `::`. */
function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

function typeOf(urn: string): string {
    return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** Properties whose name begins with two underscores belong to the engine, at the top level only. */
function toProps(properties: DataObject): DataObject {
    return Object.fromEntries(
        Object.entries(properties)
            .filter(([name]) => !name.startsWith("__"))
            .map(([name, value]) => [name, withoutSecrets(value)]),
    );
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

function withoutSecrets(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutSecrets);
    }
    if (!isObject(value)) {
        return value;
    }
    return value[SIGNATURE] === SECRET_SIGNATURE
        ? SECRET
        : Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withoutSecrets(child)]));
}

function isAbsentOr(value: unknown, is: (value: unknown) => boolean): boolean {
    return value === undefined || value === null || is(value);
}
