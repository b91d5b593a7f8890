/** The project's name, and with it the namespace of its configuration keys. */
export const CONFIG_NAMESPACE = "eks-platform";

/** A stack's configuration as it was written, before it is checked. */
export interface RawConfig {
    /** The stack's name. */
    readonly stack: string;
    /** Keys with their namespace, such as `eks-platform:network`; values as YAML or JSON gives them. */
    readonly values: Readonly<Record<string, unknown>>;
    /** Keys whose values must never be shown. @default none */
    readonly secretKeys?: readonly string[];
}

/** Stands for a secret's value where only its ciphertext is known. */
export const SECRET_PLACEHOLDER = "[secret]";
