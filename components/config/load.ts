import { partitionOf } from "../../core/facts/aws/partition";
import { ConfigError, type Fault, joinPath, show } from "../../core/faults/fault";
import { checkAccess, checkPartitions } from "./access";
import { checkCertificates } from "./certificates";
import { checkEksCluster } from "./cluster";
import { allowedBy, toFaults, unknownKeyFault } from "./issues";
import { misplacedSecrets } from "./misplaced-secrets";
import { checkZonesInUse, resolveNetwork } from "./network";
import { checkNodeGroups } from "./node-groups";
import type { PlatformConfig } from "./platform-config";
import { CONFIG_NAMESPACE, type RawConfig } from "./raw-config";
import type { Report } from "./report";
import { SECTIONS, type SectionName, type Sections } from "./sections";
import { checkStorageClasses, onExistingCluster } from "./storage";
import { checkWorkloads, namespacesOf } from "./workloads";

/** Namespaces whose keys other readers than this program use. */
const FOREIGN_NAMESPACES = ["pulumi"];

/**
 * Checks a stack's configuration and fills in every default.
 *
 * @param raw what was written
 * @param options.today the day by which the support of Kubernetes versions is judged. @default now
 * @throws ConfigError with all faults
 */
export function loadConfig(raw: RawConfig, options: { readonly today?: Date } = {}): PlatformConfig {
    const faults = [...unknownKeys(Object.keys(raw.values)), ...reservedKeys(raw.values)];
    const sections = onItsCluster(parseSections(raw, faults), raw);
    const config = resolve(raw, sections, options.today ?? new Date(), (section): Report => {
        return (path, received, allowed, next) => {
            faults.push({ path: joinPath(qualify(section), path), received: show(received), allowed, next });
        };
    });
    const misplaced = misplacedSecrets(raw.values);
    // What a schema says of a secret that may not be there at all is no second fault.
    const others = withReadingFaults(raw.faults ?? [], faults).filter(
        ({ path }) => !misplaced.some((secret) => isAtOrBelow(path, secret.path)),
    );
    if (misplaced.length + others.length > 0 || !config) {
        throw new ConfigError(`the stack ${raw.stack}`, [...misplaced, ...others]);
    }
    return deepFreeze(config);
}

/** What was misread at a place says nothing true about the value there. */
function withReadingFaults(reading: readonly Fault[], others: readonly Fault[]): Fault[] {
    const misread = new Set(reading.map(({ path }) => path));
    return [...reading, ...others.filter(({ path }) => !misread.has(path))];
}

/** Keys by the name of what every object inherits: libraries drop them without a word. */
function reservedKeys(values: unknown, path: readonly PropertyKey[] = []): Fault[] {
    if (typeof values !== "object" || values === null) return [];
    return Object.entries(values).flatMap(([key, value]): Fault[] => {
        const at = [...path, Array.isArray(values) ? Number(key) : key];
        if (key !== "__proto__") return reservedKeys(value, at);
        const place = joinPath(String(at[0]), at.slice(1));
        return [{ path: place, received: `the key ${show(key)}`, allowed: "any other name", next: "Rename it." }];
    });
}

function unknownKeys(keys: readonly string[]): Fault[] {
    const known = Object.keys(SECTIONS).map((name) => `${CONFIG_NAMESPACE}:${name}`);
    return keys
        .filter((key) => !known.includes(key) && !FOREIGN_NAMESPACES.includes(key.split(":")[0] ?? ""))
        .map((key) => {
            if (!key.startsWith("aws:")) return unknownKeyFault(joinPath(key, []), key, known);
            return {
                path: joinPath(key, []),
                received: `the key ${show(key)}`,
                allowed: known.join(", "),
                next: `Set ${CONFIG_NAMESPACE}:region or ${CONFIG_NAMESPACE}:tags: every AWS resource uses the provider made from them, not the aws namespace.`,
            };
        });
}

function parseSections(raw: RawConfig, faults: Fault[]): Partial<Sections> {
    const sound = Object.entries(SECTIONS).flatMap(([name, schema]) => {
        const key = `${CONFIG_NAMESPACE}:${name}`;
        const result = schema.safeParse(raw.values[key], { reportInput: true, error: allowedBy });
        if (result.success) return [[name, result.data]];
        faults.push(...result.error.issues.flatMap((issue) => toFaults(key, issue)));
        return [];
    });
    return Object.fromEntries(sound);
}

/** What a section means depends on the cluster that it is for. */
function onItsCluster(sections: Partial<Sections>, raw: RawConfig): Partial<Sections> {
    const { storage, cluster } = sections;
    if (!storage || cluster?.kind !== "existing") return sections;
    return { ...sections, storage: onExistingCluster(storage, raw.values[qualify("storage")]) };
}

/** Checks that need more than one section run on every section that is sound, so that one report has them all. */
function resolve(
    raw: RawConfig,
    sections: Partial<Sections>,
    today: Date,
    reportTo: (section: SectionName) => Report,
): PlatformConfig | undefined {
    const kind = kindOf(raw);
    const isEks = kind === "eks";
    const warnings = checkWorkloads(sections, reportTo);
    for (const [name, settings] of Object.entries(sections.namespaces ?? {})) {
        checkCertificates(name, settings, today, reportTo("namespaces"));
    }
    if (kind === "existing" || kind === "embedded") checkUnused(raw, reportTo);
    if (sections.storage && sections.cluster) {
        checkStorageClasses(sections.storage, sections.cluster.kind, reportTo("storage"));
    }
    const eks = isEks ? resolveEks(sections, today, reportTo) : undefined;
    if (!isComplete(sections)) return undefined;
    const { admission, calico, ingress, cluster, tags, protect, storage, helm, namespaces, applications, services } =
        sections;
    const common = {
        stack: raw.stack,
        warnings,
        ...{ tags, protect, storage, helm, namespaces, applications, services },
        admission: { ...admission, enabled: admission.enabled ?? cluster.kind !== "existing" },
        calico: { ...calico, enabled: calico.enabled ?? isEks },
        ingress: { ...ingress, enabled: ingress.enabled ?? isEks },
    };
    if (cluster.kind !== "eks") return { kind: cluster.kind, ...common, cluster };
    return eks && { kind: "eks", ...common, ...eks, warnings: [...eks.warnings, ...warnings] };
}

/** The sections that only a cluster in AWS has. */
function resolveEks(sections: Partial<Sections>, today: Date, reportTo: (section: SectionName) => Report) {
    const { cluster, network, region, nodeGroups, allowedAccountIds, protect } = sections;
    if (region === undefined && "region" in sections) {
        reportTo("region")([], undefined, "an AWS region, for example eu-west-1", "Add this key.");
    }
    if (nodeGroups) {
        const version = cluster?.kind === "eks" ? cluster.version : undefined;
        checkNodeGroups(nodeGroups, { region, version }, reportTo("nodeGroups"));
    }
    if (region) checkPartitions(sections, partitionOf(region), reportTo);
    const resolved = network && region && resolveNetwork(network, region, reportTo("network"));
    for (const [name, { zones }] of Object.entries(nodeGroups ?? {})) {
        if (resolved) checkZonesInUse(zones, resolved.zones, [name, "zones"], reportTo("nodeGroups"));
    }
    if (cluster?.kind !== "eks") return undefined;
    if (resolved) checkZonesInUse(cluster.zones, resolved.zones, ["zones"], reportTo("cluster"));
    checkAccess(cluster.access, isComplete(sections) ? namespacesOf(sections) : undefined, reportTo("cluster"));
    const warnings = checkEksCluster(cluster, { today, vpcCidr: network?.cidr }, reportTo("cluster"));
    if (!region || !resolved || !nodeGroups || !allowedAccountIds || protect === undefined) return undefined;
    return {
        region,
        allowedAccountIds,
        network: resolved,
        nodeGroups,
        cluster: {
            ...cluster,
            zones: cluster.zones ?? resolved.zones,
            deletionProtection: cluster.deletionProtection ?? protect,
        },
        warnings,
    };
}

/** The kind of cluster that is meant, also where the section has other faults. */
function kindOf(raw: RawConfig): unknown {
    const cluster = raw.values[qualify("cluster")];
    return typeof cluster === "object" && cluster !== null && "kind" in cluster ? cluster.kind : undefined;
}

/** Keys that describe AWS have no reader on other clusters; the empty values are the engine's, from Pulumi.yaml. */
function checkUnused(raw: RawConfig, reportTo: (section: SectionName) => Report): void {
    for (const section of ["region", "allowedAccountIds", "network", "nodeGroups"] as const) {
        const value = raw.values[qualify(section)];
        const empty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
        if (value === undefined || value === "" || empty) continue;
        reportTo(section)(
            [],
            value,
            "nothing: it describes AWS, where this stack's cluster is not",
            "Remove this key.",
        );
    }
}

function isComplete(sections: Partial<Sections>): sections is Sections {
    return Object.keys(SECTIONS).every((name) => name in sections);
}

function isAtOrBelow(path: string, other: string): boolean {
    return path.startsWith(other) && /^([.[]|$)/.test(path.slice(other.length));
}

function qualify(section: SectionName): string {
    return `${CONFIG_NAMESPACE}:${section}`;
}

function deepFreeze<T>(value: T): T {
    if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(deepFreeze);
    }
    return value;
}
