import type { Fault } from "../../core/faults/fault";

/** The project's name, and with it the namespace of its configuration keys. */
export const CONFIG_NAMESPACE = "eks-platform";

/** A stack's configuration as it was written, before it is checked. */
export interface RawConfig {
    /** The stack's name. */
    readonly stack: string;
    /** Keys with their namespace, such as `eks-platform:network`; values as YAML or JSON gives them, secrets as `SecretText`. */
    readonly values: Readonly<Record<string, unknown>>;
    /** What is wrong with how it was written. @default none */
    readonly faults?: readonly Fault[];
}

/**
 * Reads the text of a top-level value: structured values and booleans are JSON, as `pulumi config set` writes them. The engine
 * hands values over in this form, and turns `true` into `"true"` where it rewrites a stack's file.
 */
export function parseText(text: string): unknown {
    if (!/^\s*([[{]|(true|false)\s*$)/.test(text)) {
        return text;
    }
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
