import * as pulumi from "@pulumi/pulumi";
import { parseText, type RawConfig } from "./raw-config";

/**
 * Reads the configuration of the stack that the engine is working on. The engine hands every value over as text; structured values
 * and booleans are JSON.
 */
export function readEngineConfig(): RawConfig {
    const values = pulumi.runtime.allConfig();
    return {
        stack: pulumi.getStack(),
        values: Object.fromEntries(Object.entries(values).map(([key, text]) => [key, parseText(text)])),
        secretKeys: Object.keys(values).filter(isSecret),
    };
}

/** The SDK tells which keys are secret, though its types do not say so. Should it stop, no value is shown. */
function isSecret(key: string): boolean {
    const ask: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
    return typeof ask !== "function" || ask(key) === true;
}
