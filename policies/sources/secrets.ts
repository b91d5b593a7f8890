import { SECRET } from "../model/value";
import { type DataObject, isObject } from "./object";

/** Texts of secrets that were opened, which no report may show. */
export type Opened = Set<string>;

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

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
        collect(value, opened);
        return value;
    } catch {
        return SECRET;
    }
}

function collect(value: unknown, opened: Opened): void {
    if (typeof value === "object" && value !== null) {
        for (const child of Object.values(value)) {
            collect(child, opened);
        }
    } else if ((typeof value === "string" && value !== SECRET) || typeof value === "number") {
        opened.add(String(value));
    }
}
