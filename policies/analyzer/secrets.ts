import { SECRET_SIGNATURE, SIGNATURE } from "../../core/engine/signatures";
import { opener, type SecretMarks } from "../judging/remediation";
import type { SecretTexts } from "../judging/secret-texts";

interface Marked {
    readonly [SIGNATURE]?: unknown;
    readonly value?: unknown;
}

/** Secrets in the properties of a request or an answer. */
export const engineSecrets: SecretMarks = {
    isSecret: (data) => typeof data === "object" && data !== null && (data as Marked)[SIGNATURE] === SECRET_SIGNATURE,
    open: (secret) => (secret as Marked).value,
    close: (value) => ({ [SIGNATURE]: SECRET_SIGNATURE, value }),
};

/**
 * Properties as rules read them: a secret is judged by its value.
 *
 * @param opened gets what was a secret
 */
export function openSecrets<Props extends object>(props: Props, opened: SecretTexts): Props {
    const open = (secret: unknown) => {
        const value = engineSecrets.open(secret);
        opened.add(value);
        return value;
    };
    return opener({ ...engineSecrets, open })(props) as Props;
}
