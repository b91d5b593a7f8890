import { isObject } from "../../core/data";
import { type Fault, show } from "../../core/faults/fault";
import { closest } from "../../core/faults/spelling";
import type { ConfigProperty } from "../model/rule";
import { RULES } from "../rules";
import { ALL_RULES } from "./all-rules";

const LEVELS = ["advisory", "mandatory", "disabled"];
/** Rules that can mend what breaks them. */
const REMEDIABLE: ReadonlySet<string> = new Set(RULES.flatMap(({ id, remediate }) => (remediate ? [id] : [])));
/** Keys of a policy configuration that name no rule. */
const ALL = "all";
const ENVIRONMENTS = "environments";

type Parameters = Readonly<Record<string, ConfigProperty>>;

/**
 * The faults of a CrossGuard policy configuration (`--policy-pack-config`), all of them. CrossGuard itself takes a
 * misspelt rule for one of another pack, and the rule that was meant keeps its level.
 *
 * @param config the parsed JSON of the file
 * @see https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
 */
export function lintPolicyConfig(config: unknown): readonly Fault[] {
    if (!isObject(config)) {
        return [fault("(root)", config, "an object with rules as keys", 'Write for example {"all": "mandatory"}.')];
    }
    const parameters = new Map<string, Parameters>(ALL_RULES.map((rule) => [rule.id, rule.config ?? {}]));
    return Object.entries(config).flatMap(([name, value]) => {
        if (name === ENVIRONMENTS) {
            return lintTexts(name, value);
        }
        const known = name === ALL ? {} : parameters.get(name);
        const levels = REMEDIABLE.has(name) ? [...LEVELS, "remediate"] : LEVELS;
        return known === undefined
            ? [misspelt(name, name, [...parameters.keys(), ALL, ENVIRONMENTS], "rule")]
            : lintRule(name, value, known, levels);
    });
}

function lintRule(name: string, value: unknown, parameters: Parameters, levels: readonly string[]): readonly Fault[] {
    if (!isObject(value)) {
        return lintLevel(name, value, levels);
    }
    return Object.entries(value).flatMap(([key, setting]) => {
        const path = `${name}.${key}`;
        const property = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
        if (key === "enforcementLevel") {
            return lintLevel(path, setting, levels);
        }
        return property === undefined
            ? [misspelt(path, key, ["enforcementLevel", ...Object.keys(parameters)], "parameter")]
            : lintParameter(path, setting, property);
    });
}

function lintLevel(path: string, value: unknown, levels: readonly string[]): readonly Fault[] {
    return typeof value === "string" && levels.includes(value)
        ? []
        : [fault(path, value, levels.join(", "), "Choose one of these levels.")];
}

function lintTexts(path: string, value: unknown): readonly Fault[] {
    return Array.isArray(value) && value.every((item) => typeof item === "string")
        ? []
        : [fault(path, value, "a list of texts", "Write a list, also for one.")];
}

function lintParameter(path: string, value: unknown, property: ConfigProperty): readonly Fault[] {
    if (property.type === "array") {
        const { items } = property;
        if (!Array.isArray(value)) {
            return [fault(path, value, "a list", property.description)];
        }
        return items === undefined
            ? []
            : value.flatMap((item: unknown, index) =>
                  lintParameter(`${path}[${index}]`, item, { description: property.description, ...items }),
              );
    }
    return isOf(value, property) ? [] : [fault(path, value, allowedValues(property), property.description)];
}

function isOf(value: unknown, { type, enum: values, pattern, minimum }: ConfigProperty): boolean {
    switch (type) {
        case "string":
            return (
                typeof value === "string" &&
                (values === undefined || values.includes(value)) &&
                (pattern === undefined || new RegExp(pattern).test(value))
            );
        case "integer":
            return Number.isInteger(value) && (minimum === undefined || Number(value) >= minimum);
        case "boolean":
            return typeof value === "boolean";
        default:
            return false;
    }
}

function allowedValues({ type, enum: values, pattern, minimum }: ConfigProperty): string {
    if (values !== undefined) {
        return values.join(", ");
    }
    if (pattern !== undefined) {
        return `text that matches ${pattern}`;
    }
    return minimum === undefined ? `a value of type ${type}` : `a whole number from ${minimum}`;
}

function misspelt(path: string, name: string, known: readonly string[], what: string): Fault {
    const near = closest(name, known);
    const next = near === undefined ? "Remove the key." : `Did you mean ${near}?`;
    return fault(path, name, what === "rule" ? "the id of a rule, or all" : known.join(", "), next);
}

function fault(path: string, value: unknown, allowed: string, next: string): Fault {
    return { path, received: show(value), allowed, next };
}
