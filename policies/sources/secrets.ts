import { type DataObject, isObject } from "../../core/data";
import { SECRET_SIGNATURE, SIGNATURE } from "../../core/engine/signatures";
import { textsIn } from "../model/texts";
import { SECRET } from "../model/value";

/** Texts of secrets that were opened, which no report may show. */
export type Opened = Set<string>;

/**
 * A value with its secrets as `pulumi policy analyze` sees them without a passphrase: what an export with
 * `--show-secrets` has in plain text is opened, and everything that is encrypted is the text `[secret]`.
 *
 * @param opened gets the texts of what is opened
 */
export function withSecrets(value: unknown, opened: Opened): unknown {
    if (Array.isArray(value)) {
        return value.map((item) => withSecrets(item, opened));
    }
    if (!isObject(value)) {
        return value;
    }
    return value[SIGNATURE] === SECRET_SIGNATURE
        ? open(value, opened)
        : Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withSecrets(child, opened)]));
}

function open({ plaintext }: DataObject, opened: Opened): unknown {
    try {
        const value = withSecrets(JSON.parse(String(plaintext)), opened);
        for (const text of textsIn(value)) {
            opened.add(text);
        }
        return value;
    } catch {
        return SECRET;
    }
}
