import type { Resource } from "../model/resource";
import { textsIn } from "../model/texts";
import { SECRET } from "../model/value";
import type { Judged } from "./judged";

/** Shorter texts say little, and hiding them would make messages unreadable. */
const MIN_LENGTH = 4;

/** Characters of a value that a message shows, the quote before it left out. */
const MAX_SHOWN = 119;

/** The texts of secrets that rules have read, which no finding may show. */
export class SecretTexts {
    private readonly texts = new Set<string>();
    private readonly hidden = new Map<string, string>();
    private forms: readonly string[] = [];

    /** @param value what was a secret, or holds some */
    add(value: unknown): void {
        const texts = [...textsIn(value)].filter((text) => !this.texts.has(text));
        for (const text of texts) {
            this.texts.add(text);
        }
        if (texts.length > 0) {
            this.forms = [...new Set([...this.forms, ...texts.flatMap(formsOf)])].sort(
                (one, other) => other.length - one.length,
            );
            this.hidden.clear();
        }
    }

    /** The findings with `[secret]` wherever one repeats a secret. */
    hide<Found extends Judged>(findings: readonly Found[]): readonly Found[] {
        return this.forms.length === 0
            ? findings
            : findings.map((finding) => ({
                  ...finding,
                  message: this.without(finding.message),
                  ...(finding.resource !== undefined && { resource: this.withoutSecrets(finding.resource) }),
              }));
    }

    private withoutSecrets(resource: Resource): Resource {
        const { name, namespace } = resource;
        return {
            ...resource,
            ...(name !== undefined && { name: this.without(name) }),
            ...(namespace !== undefined && { namespace: this.without(namespace) }),
        };
    }

    private without(text: string): string {
        const hidden =
            this.hidden.get(text) ?? this.forms.reduce((shown, form) => shown.replaceAll(form, SECRET), text);
        this.hidden.set(text, hidden);
        return hidden;
    }
}

/** The forms in which a message may hold a text: as it is, as JSON, and cut. */
function formsOf(text: string): readonly string[] {
    const quoted = JSON.stringify(text).slice(1, -1);
    return [text, quoted, quoted.slice(0, MAX_SHOWN)].filter(({ length }) => length >= MIN_LENGTH);
}
