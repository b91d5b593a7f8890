import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import { ownValue } from "../../core/own-value";
import { uncoveredHost } from "./certificates";
import { checkQuotas } from "./quotas";
import type { Report } from "./report";
import type { SectionName, Sections } from "./sections";
import { blockTiers } from "./storage";
import { volumeProblem } from "./volumes";
import { checkNames, type Placement } from "./workload-names";

/** Every namespace that workloads run in or that the stack lists. */
export function namespacesOf(sections: Pick<Sections, "applications" | "services" | "namespaces">): string[] {
    const names = [
        ...Object.keys(sections.namespaces),
        ...Object.values(sections.applications).map(({ namespace }) => namespace),
        ...Object.keys(sections.services),
    ];
    return [...new Set(names)];
}

/** The applications of a stack: those of `applications`, and the `services` of each namespace as one of the namespace's name. */
export function applicationsOf({ applications, services }: Pick<Sections, "applications" | "services">) {
    return [
        ...Object.entries(applications).map(([application, entry]) => ({ application, ...entry })),
        ...Object.entries(services).map(([namespace, own]) => {
            return { application: namespace, namespace, description: { services: own } };
        }),
    ];
}

/**
 * Checks workloads against the rest of the stack: names are unique, quotas suffice, storage tiers exist, what is exposed has an ingress.
 *
 * @returns what deserves a warning
 */
export function checkWorkloads(sections: Partial<Sections>, reportTo: (section: SectionName) => Report): string[] {
    const placements = placementsOf(sections);
    checkNames(placements, sections.namespaces ?? {}, reportTo);
    checkHosts(placements, sections.namespaces ?? {}, reportTo);
    const applications = Object.keys(sections.applications ?? {});
    for (const name of Object.keys(sections.services ?? {}).filter((name) => applications.includes(name))) {
        reportTo("services")(
            [name],
            name,
            "a namespace that is not the name of an application",
            "Rename the application.",
        );
    }
    if (sections.ingress && sections.cluster) {
        if (!(sections.ingress.enabled ?? sections.cluster.kind === "eks")) checkExposure(placements, reportTo);
    }
    if (sections.storage && sections.cluster) {
        checkStorage(placements, sections.storage, sections.cluster.kind, reportTo);
    }
    return sections.namespaces ? checkQuotas(placements, sections.namespaces, reportTo) : [];
}

function placementsOf({ applications = {}, services = {} }: Partial<Sections>): Placement[] {
    return [
        ...Object.entries(applications).map(([name, application]): Placement => {
            const { namespace, description } = application;
            const path = [name, "services"];
            return { section: "applications", path, application: name, namespace, services: description.services };
        }),
        ...Object.entries(services).map(([namespace, own]): Placement => {
            return { section: "services", path: [namespace], application: namespace, namespace, services: own };
        }),
    ];
}

function checkHosts(
    placements: readonly Placement[],
    namespaces: Sections["namespaces"],
    reportTo: (section: SectionName) => Report,
): void {
    for (const { section, path, namespace, services } of placements) {
        for (const [name, { expose }] of Object.entries(services)) {
            if (expose?.tlsSecret === undefined) continue;
            const covered = uncoveredHost(ownValue(namespaces, namespace), expose.tlsSecret, expose.host);
            if (covered === undefined) continue;
            reportTo(section)(
                [...path, name, "expose", "host"],
                expose.host,
                `a host of the certificate ${expose.tlsSecret}: ${covered}`,
                "Change the host, or give the namespace a certificate for it.",
            );
        }
    }
}

function checkExposure(placements: readonly Placement[], reportTo: (section: SectionName) => Report): void {
    for (const { section, path, services } of placements) {
        for (const [name, { expose }] of Object.entries(services)) {
            if (!expose) continue;
            reportTo(section)(
                [...path, name, "expose"],
                expose,
                "nothing, because this stack has no ingress controller",
                `Set ingress.enabled to true, or remove this key.`,
            );
        }
    }
}

function checkStorage(
    placements: readonly Placement[],
    storage: Sections["storage"],
    kind: Sections["cluster"]["kind"],
    reportTo: (section: SectionName) => Report,
): void {
    const shared = kind === "eks" && storage.shared.enabled ? [storage.shared.tier] : [];
    const known = new Map(Object.entries(storage.tiers));
    const tiers = [...blockTiers(storage), ...shared];
    for (const { section, path, services } of placements) {
        for (const [name, service] of Object.entries(services)) {
            if (!service.storage) continue;
            const { tier, size } = service.storage;
            const at = [...path, name, "storage"];
            if (!tiers.includes(tier)) {
                reportTo(section)(
                    [...at, "tier"],
                    tier,
                    tiers.join(" or "),
                    kind === "existing"
                        ? "Name a tier of this stack, or name the cluster's class for this one under storage.classes."
                        : "Name a tier of this stack, or add it under storage.tiers.",
                );
            }
            const settings = known.get(tier);
            const problem = settings && volumeProblem(settings, parseQuantity(size) ?? 0);
            if (problem) reportTo(section)([...at, "size"], size, problem, "Change the size, or choose another tier.");
        }
    }
}
