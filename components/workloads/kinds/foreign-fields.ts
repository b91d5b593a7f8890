import type * as z from "zod";
import type { Kind, KindDefinition } from "./definition";

type Definitions = Readonly<Record<Kind, Pick<KindDefinition<never>, "fields">>>;

/**
 * Takes fields that only other kinds have out of the reports on unknown keys, and says of each which kinds have it.
 *
 * @param value what the schema of the service's kind has made of it so far
 * @param issues what was reported of it, which is changed
 */
export function explainForeignFields(value: unknown, issues: z.core.$ZodRawIssue[], definitions: Definitions): void {
    const kind = typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : undefined;
    const known = Object.entries(definitions);
    const kindsWith = (field: string) => known.filter(([, { fields }]) => fields.includes(field)).map(([name]) => name);
    for (const issue of [...issues]) {
        if (issue.code !== "unrecognized_keys" || (issue.path ?? []).length > 0) {
            continue;
        }
        const foreign = issue.keys.filter((key) => kindsWith(key).length > 0);
        if (foreign.length === 0) {
            continue;
        }
        const unknown = issue.keys.filter((key) => !foreign.includes(key));
        const explained = foreign.map((field) => foreignField(issue, field, String(kind), kindsWith(field)));
        issues.splice(
            issues.indexOf(issue),
            1,
            ...(unknown.length > 0 ? [{ ...issue, keys: unknown }] : []),
            ...explained,
        );
    }
}

function foreignField(
    { input }: z.core.$ZodRawIssue,
    field: string,
    kind: string,
    kinds: readonly string[],
): z.core.$ZodRawIssue {
    const names = kinds.join(" or ");
    return {
        code: "custom",
        path: [field],
        input: new Map(Object.entries(Object(input))).get(field),
        message: `only for kind: ${names}; a service of kind ${kind} has no ${field}`,
        params: { next: `Remove it, or set kind: ${names}.` },
    };
}
