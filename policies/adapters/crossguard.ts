import type { PolicyResourceOptions, ResourceValidationArgs } from "@pulumi/policy";
import type { RawResource } from "../model/resource";

/** What the engine tells of a resource, in a resource policy as in a stack policy. */
export type EngineResource = Pick<ResourceValidationArgs, "type" | "props" | "urn" | "name" | "provider"> & {
    readonly opts: Pick<PolicyResourceOptions, "protect" | "ignoreChanges" | "parent">;
};

/** The resource of a CrossGuard call as plain data, unknown values still in it. */
export function fromEngine({ type, props, urn, name, opts, provider }: EngineResource): RawResource {
    return {
        type,
        name,
        urn,
        props: unwrap(props),
        options: {
            protect: opts.protect,
            ignoreChanges: opts.ignoreChanges,
            ...(opts.parent !== undefined && { parent: opts.parent }),
        },
        ...(provider !== undefined && { provider: { type: provider.type, name: provider.name } }),
    };
}

/**
 * Whether a resource comes with the same request as one that was read before, told by one of its objects alone: the SDK makes
 * them anew for each request. False where the resource holds no object.
 */
export function isSameRequest(raw: RawResource, { urn, type, props }: EngineResource): boolean {
    if (raw.urn !== urn || raw.type !== type) {
        return false;
    }
    for (const name in raw.props) {
        const value = raw.props[name];
        if (typeof value === "object" && value !== null) {
            return Object.getOwnPropertyDescriptor(props, name)?.value === value;
        }
    }
    return false;
}

/**
 * The SDK hands out a proxy that throws on every unknown. Property descriptors are not trapped and hold the plain data.
 *
 * @see https://github.com/pulumi/pulumi-policy/blob/master/sdk/nodejs/policy/proxy.ts
 */
function unwrap(props: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const plain: Record<string, unknown> = {};
    for (const name of Object.keys(props)) {
        plain[name] = Object.getOwnPropertyDescriptor(props, name)?.value;
    }
    return plain;
}
