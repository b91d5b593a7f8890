import deserialization = require("@pulumi/policy/deserialize");

/** The part of the SDK that turns a request into the properties that a policy gets; its types leave it out. */
interface Deserialization {
    deserializeProperties?: (properties: object, proxySecrets: boolean) => Record<string, unknown>;
}

/**
 * Makes the SDK read the properties of a resource once and not once for each policy, which is three quarters of what a
 * pack of a hundred policies costs. Policies share the result, so none may change it; remediations, which do, keep
 * their own. Should the SDK no longer call its function by this name, it reads as often as before.
 *
 * @see https://github.com/pulumi/pulumi-policy/blob/master/sdk/nodejs/policy/server.ts
 */
export function shareReading(): void {
    const sdk = deserialization as Deserialization;
    const original = sdk.deserializeProperties;
    if (original === undefined) {
        return;
    }
    const shared = new WeakMap<object, Record<string, unknown>>();
    sdk.deserializeProperties = (properties, proxySecrets) => {
        const known = proxySecrets ? undefined : shared.get(properties);
        const read = known ?? original(properties, proxySecrets);
        if (!proxySecrets) {
            shared.set(properties, read);
        }
        return read;
    };
}
