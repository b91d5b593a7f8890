import { opener, type SecretMarks } from "../remediation";

/**
 * How the engine marks a value as a special one, and that as a secret.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Secrets in the properties of a request or an answer. */
export const ENGINE_SECRETS: SecretMarks = {
    isSecret: (data) => typeof data === "object" && data !== null && (data as Marked)[SIGNATURE] === SECRET,
    open: (secret) => (secret as Marked).value,
    close: (value) => ({ [SIGNATURE]: SECRET, value }),
};

interface Marked {
    readonly [SIGNATURE]?: unknown;
    readonly value?: unknown;
}

/** Properties as rules read them: a secret is judged by its value. */
export const openSecrets = opener(ENGINE_SECRETS) as <Props extends object>(props: Props) => Props;
