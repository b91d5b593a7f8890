import { Callback } from "@pulumi/pulumi/proto/callback_pb";

/**
 * Lets the SDK's stand-in engine take transforms. It says of itself that it knows none, and a resource that has one would never be registered; what
 * transforms do is held by the real engine (tests/engine). Call it after `setMocks`.
 */
export function ignoreTransforms(): void {
    const store: unknown = Reflect.get(globalThis, "globalStore");
    Object.assign(store as object, {
        supportsTransforms: true,
        callbacks: {
            registerTransform: async () => new Callback(),
            awaitStackRegistrations: async () => undefined,
            shutdown: () => undefined,
        },
    });
}
