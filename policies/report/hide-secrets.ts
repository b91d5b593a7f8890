import type { Resource } from "../model/resource";
import { SECRET } from "../model/value";
import type { Report } from "./report";

/** Shorter texts say little, and hiding them would make messages unreadable. */
const MIN_LENGTH = 4;

/** Characters of a value that a message shows, the quote before it left out. */
const MAX_SHOWN = 119;

/** The report with `[secret]` wherever a finding repeats one of these texts. */
export function hideSecrets(report: Report, secrets: readonly string[]): Report {
    const forms = [...new Set(secrets.flatMap(formsOf))]
        .filter(({ length }) => length >= MIN_LENGTH)
        .sort((one, other) => other.length - one.length);
    if (forms.length === 0) {
        return report;
    }
    const known = new Map<string, string>();
    const hide = (text: string): string => {
        const hidden = known.get(text) ?? forms.reduce((shown, form) => shown.replaceAll(form, SECRET), text);
        known.set(text, hidden);
        return hidden;
    };
    return {
        ...report,
        findings: report.findings.map(({ message, resource, ...finding }) => ({
            ...finding,
            message: hide(message),
            ...(resource !== undefined && { resource: withoutSecrets(resource, hide) }),
        })),
    };
}

/** The forms in which a message may hold a text: as it is, as JSON, and cut. */
function formsOf(text: string): readonly string[] {
    const quoted = JSON.stringify(text).slice(1, -1);
    return [text, quoted, quoted.slice(0, MAX_SHOWN)];
}

function withoutSecrets(resource: Resource, hide: (text: string) => string): Resource {
    const { name, namespace } = resource;
    return {
        ...resource,
        ...(name !== undefined && { name: hide(name) }),
        ...(namespace !== undefined && { namespace: hide(namespace) }),
    };
}
