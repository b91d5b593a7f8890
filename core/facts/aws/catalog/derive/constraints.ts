import type { Constraints, Kind } from "../shape";
import { type Described, isCloudFormation, type ModelNode } from "./models";

/** What the models say of values of a kind. AWS's API speaks first: CloudFormation is only one of its callers. */
export function constraintsOf(
    kind: Kind,
    described: readonly Described[],
    formats: Readonly<Record<string, string>>,
): Constraints {
    const api = described.filter((one) => !isCloudFormation(one)).map(({ node }) => node);
    const template = described.filter(isCloudFormation).map(({ node }) => node);
    const all = [...api, ...template];
    if (kind === "number") {
        const integer = all.length > 0 && all.every((node) => node.kind === "integer");
        const values = allowed(api, template, "number");
        return {
            ...(values ? { enum: values } : range(api, template, "minimum", "maximum")),
            ...(integer && { integer }),
        };
    }
    if (kind === "list") {
        return range(api, template, "minItems", "maxItems");
    }
    if (kind !== "string") {
        return {};
    }
    const values = allowed(api, template, "string");
    if (values) {
        return { enum: values };
    }
    const pattern = patternOf(api, template, formats);
    return { ...(pattern !== undefined && { pattern }), ...range(api, template, "minLength", "maxLength") };
}

/** The values that the API names; where it names none, those of CloudFormation. */
function allowed(
    api: readonly ModelNode[],
    template: readonly ModelNode[],
    kind: "string" | "number",
): readonly (string | number)[] | undefined {
    for (const nodes of [api, template]) {
        const values = new Set(nodes.flatMap((node) => node.enum ?? []).filter((value) => typeof value === kind));
        if (values.size > 0) {
            return [...values];
        }
    }
    return undefined;
}

/** The ends of a range, each as the API says it, else as CloudFormation does. Of several operations the most lenient one counts. */
function range<L extends keyof ModelNode, H extends keyof ModelNode>(
    api: readonly ModelNode[],
    template: readonly ModelNode[],
    low: L,
    high: H,
): Constraints {
    const ends = (key: keyof ModelNode) =>
        [numbers(api, key), numbers(template, key)].find(({ length }) => length > 0) ?? [];
    const [least, most] = [Math.min(...ends(low)), Math.max(...ends(high))];
    const isLow = Number.isFinite(least) && least > -(2 ** 31) && (low === "minimum" || least > 0);
    return { ...(isLow && { [low]: least }), ...(Number.isFinite(most) && most < 2 ** 31 - 1 && { [high]: most }) };
}

function numbers(nodes: readonly ModelNode[], key: keyof ModelNode): readonly number[] {
    return nodes.flatMap((node) => (typeof node[key] === "number" ? [node[key]] : []));
}

/** Patterns that say nothing. */
const ANYTHING = /^\^?(\(?\.|\[\\s\\S\]|\[\\S\\s\]|\[\^\]|\\S)[*+]\)?\$?$/;

function patternOf(
    api: readonly ModelNode[],
    template: readonly ModelNode[],
    formats: Readonly<Record<string, string>>,
): string | undefined {
    const ofApi = api.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));
    const ofFormats = template.flatMap(({ format }) => formats[format ?? ""] ?? []);
    const ofTemplate = template.flatMap(({ pattern }) => (pattern === undefined ? [] : [anywhere(pattern)]));
    const [first] = [...ofApi, ...ofFormats, ...ofTemplate];
    if (first === undefined || ANYTHING.test(first)) {
        return undefined;
    }
    const pattern = inJavaScript(first);
    return compiles(pattern) ? pattern : undefined;
}

/** CloudFormation looks for a pattern anywhere in the value, AWS's API holds it against all of it. */
function anywhere(pattern: string): string {
    const before = /^\(*(\?:)?\^/.test(pattern) ? "" : "[\\s\\S]*";
    const after = /(\$|\\Z)\)*$/.test(pattern) ? "" : "[\\s\\S]*";
    return before + after === "" ? pattern : `${before}(?:${pattern})${after}`;
}

/** The pattern in the words of JavaScript's `u` mode, which knows no needless escapes. */
function inJavaScript(pattern: string): string {
    return (
        pattern
            .replaceAll("\\Z", "$")
            .replaceAll("\\p{Alnum}", "A-Za-z0-9")
            .replaceAll(/\\([^A-Za-z0-9^$\\.*+?()[\]{}|/-])/g, "$1")
            // A hyphen is escaped inside of brackets only.
            .replaceAll(/\[(?:\\.|[^\]])*\]|\\-/g, (part) => (part === "\\-" ? "-" : part))
    );
}

function compiles(pattern: string): boolean {
    try {
        new RegExp(`^(?:${pattern})$`, "u");
        return true;
    } catch {
        return false;
    }
}
