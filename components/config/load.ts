import { ConfigError, type Fault, joinPath, show } from "../../core/faults/fault";
import { allowedBy, toFaults } from "../schema/issues";
import type { Report } from "../schema/report";
import { CLUSTER_KINDS, type ClusterKind, clusterKindOf } from "./cluster-kind";
import { misplacedSecrets } from "./misplaced-secrets";
import type { PlatformConfig } from "./platform-config";
import { CONFIG_NAMESPACE, type RawConfig } from "./raw-config";
import type { Section } from "./section";
import type { SectionContext } from "./section-context";
import { SECTIONS } from "./sections";
import { keyFaults } from "./unknown-keys";

/**
 * Checks a stack's configuration and fills in every default.
 *
 * @param raw what was written
 * @param options.today the day by which certificates and the support of Kubernetes versions are judged. @default now
 * @throws ConfigError with all faults
 */
export function loadConfig(raw: RawConfig, options: { readonly today?: Date } = {}): PlatformConfig {
    const faults = keyFaults(
        raw.values,
        SECTIONS.map(({ name }) => name),
    );
    const { sections, warnings } = readSections(raw.values, options.today ?? new Date(), faults);
    const misplaced = misplacedSecrets(raw.values);
    // What a schema says of a secret that may not be there at all is no second fault.
    const others = withReadingFaults(raw.faults ?? [], faults).filter(
        ({ path }) => !misplaced.some((secret) => isAtOrBelow(path, secret.path)),
    );
    if (misplaced.length + others.length > 0) {
        throw new ConfigError(`the stack ${raw.stack}`, [...misplaced, ...others]);
    }
    // Without a fault the kind is known, and each section that it reads was resolved to what the types derive from the same list.
    const config: object = { ...sections, stack: raw.stack, kind: clusterKindOf(raw.values), warnings };
    return deepFreeze(config as PlatformConfig);
}

/** Checks run on every section that is sound, also where others are not, so that one report has all faults. */
function readSections(values: RawConfig["values"], today: Date, faults: Fault[]) {
    const kind = clusterKindOf(values);
    const reportTo =
        ({ name }: Section): Report =>
        (path, received, allowed, next) =>
            faults.push({ path: joinPath(keyOf(name), path), received: show(received), allowed, next });
    const own: Section[] = [];
    for (const section of SECTIONS) {
        if (appliesTo(section, kind)) {
            own.push(section);
        } else if (kind !== undefined) {
            checkUnused(section, values, reportTo(section));
        }
    }
    const parsed = parseSections(kind === undefined ? written(values) : own, values, faults);
    const resolved = new Map<string, unknown>();
    const context = {
        kind,
        today,
        parsed: (name: string) => parsed.get(name),
        resolved: (name: string) => resolved.get(name),
    } as SectionContext;
    const sound = own.filter(({ name }) => parsed.has(name));
    for (const section of sound) {
        resolved.set(section.name, section.resolve(parsed.get(section.name), context, reportTo(section)));
    }
    const warnings = sound.flatMap((section) => section.check(parsed.get(section.name), context, reportTo(section)));
    return { sections: Object.fromEntries(resolved), warnings };
}

function parseSections(sections: readonly Section[], values: RawConfig["values"], faults: Fault[]) {
    const parsed = new Map<string, unknown>();
    for (const { name, schema } of sections) {
        const key = keyOf(name);
        const result = schema.safeParse(values[key], { reportInput: true, error: allowedBy });
        if (result.success) {
            parsed.set(name, result.data);
        } else {
            faults.push(...result.error.issues.flatMap((issue) => toFaults(key, issue)));
        }
    }
    return parsed;
}

/** Of a stack that names no kind of cluster we know what every stack has, and what it sets. */
function written(values: RawConfig["values"]): Section[] {
    return SECTIONS.filter((section) => appliesTo(section, undefined) || values[keyOf(section.name)] !== undefined);
}

function appliesTo({ appliesTo }: Section, kind: ClusterKind | undefined): boolean {
    return kind === undefined ? appliesTo.length === CLUSTER_KINDS.length : appliesTo.includes(kind);
}

/** A key that nothing reads on this kind of cluster. */
function checkUnused({ name, appliesTo }: Section, values: RawConfig["values"], report: Report): void {
    const value = values[keyOf(name)];
    if (value === undefined) {
        return;
    }
    report([], value, `nothing: only clusters of kind ${appliesTo.join(" or ")} have it`, "Remove this key.");
}

/** What was misread at a place says nothing true about the value there. */
function withReadingFaults(reading: readonly Fault[], others: readonly Fault[]): Fault[] {
    const misread = new Set(reading.map(({ path }) => path));
    return [...reading, ...others.filter(({ path }) => !misread.has(path))];
}

function isAtOrBelow(path: string, other: string): boolean {
    return path.startsWith(other) && /^([.[]|$)/.test(path.slice(other.length));
}

function keyOf(section: string): string {
    return `${CONFIG_NAMESPACE}:${section}`;
}

function deepFreeze<T>(value: T): T {
    if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(deepFreeze);
    }
    return value;
}
