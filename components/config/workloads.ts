import { volumeProblem } from "../../core/facts/aws/ebs-volumes";
import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import { ownValue } from "../../core/own-value";
import { uncoveredHost } from "../namespaces/certificates";
import type { Report } from "../schema/report";
import { unmetNeeds } from "../workloads/unmet-needs";
import type { ClusterKind } from "./cluster-kind";
import { checkContainers } from "./quotas";
import type { SectionContext } from "./section-context";
import type { ParsedSections, ResolvedSections } from "./sections";
import { checkNames, type Placement } from "./workload-names";

/** Every namespace that workloads run in or that the stack lists. */
export function namespacesOf(sections: Pick<ParsedSections, "applications" | "services" | "namespaces">): string[] {
    const names = [
        ...Object.keys(sections.namespaces),
        ...Object.values(sections.applications).map(({ namespace }) => namespace),
        ...Object.keys(sections.services),
    ];
    return [...new Set(names)];
}

/** The applications of a stack: those of `applications`, and the `services` of each namespace as one of the namespace's name. */
export function applicationsOf({ applications, services }: Pick<ParsedSections, "applications" | "services">) {
    return [
        ...Object.entries(applications).map(([application, entry]) => ({ application, ...entry })),
        ...Object.entries(services).map(([namespace, own]) => {
            return { application: namespace, namespace, description: { services: own } };
        }),
    ];
}

/** The groups of services that a section lists; none where it has faults. */
export function placementsIn(section: Placement["section"], context: SectionContext): Placement[] {
    if (section === "services") {
        return Object.entries(context.parsed("services") ?? {}).map(([namespace, services]) => {
            return { section, path: [namespace], application: namespace, namespace, services };
        });
    }
    return Object.entries(context.parsed("applications") ?? {}).map(([name, { namespace, description }]) => {
        return { section, path: [name, "services"], application: name, namespace, services: description.services };
    });
}

/**
 * Checks the services of a section against the rest of the stack: names are unique, certificates, limits and storage tiers fit, and what
 * is exposed has an ingress.
 *
 * @param others services of a section that comes before: of two with one name the later is at fault
 */
export function checkPlacements(
    placements: readonly Placement[],
    others: readonly Placement[],
    context: SectionContext,
    report: Report,
): void {
    const namespaces = context.parsed("namespaces");
    checkNames(placements, others, namespaces ?? {}, report);
    checkHosts(placements, namespaces ?? {}, report);
    if (namespaces) {
        checkContainers(placements, namespaces, report);
    }
    // What ingress and storage there are depends on the kind.
    if (context.kind === undefined) {
        return;
    }
    const storage = context.resolved("storage");
    checkNeeds(placements, { storage, kind: context.kind, hasIngress: context.resolved("ingress")?.enabled }, report);
    if (storage) {
        checkVolumes(placements, storage, report);
    }
}

function checkHosts(placements: readonly Placement[], namespaces: ParsedSections["namespaces"], report: Report): void {
    for (const { path, namespace, services } of placements) {
        for (const [name, { expose }] of Object.entries(services)) {
            if (expose?.tlsSecret === undefined) {
                continue;
            }
            const covered = uncoveredHost(ownValue(namespaces, namespace), expose.tlsSecret, expose.host);
            if (covered === undefined) {
                continue;
            }
            report(
                [...path, name, "expose", "host"],
                expose.host,
                `a host of the certificate ${expose.tlsSecret}: ${covered}`,
                "Change the host, or give the namespace a certificate for it.",
            );
        }
    }
}

interface Stack {
    readonly kind: ClusterKind;
    readonly storage: ResolvedSections["storage"] | undefined;
    readonly hasIngress: boolean | undefined;
}

function checkNeeds(placements: readonly Placement[], { kind, storage, hasIngress }: Stack, report: Report): void {
    const tiers = storage && tiersOf(storage, kind);
    const advice = {
        tier:
            kind === "existing"
                ? "Name a tier of this stack, or name the cluster's class for this one under storage.classes."
                : "Name a tier of this stack, or add it under storage.tiers.",
        ingress: "Set ingress.enabled to true, or remove this key.",
    };
    for (const { path, services } of placements) {
        for (const [name, service] of Object.entries(services)) {
            for (const { lack, path: below, received, allowed } of unmetNeeds(service, { tiers, hasIngress })) {
                report([...path, name, ...below], received, allowed, advice[lack]);
            }
        }
    }
}

function tiersOf({ tiers, classes, defaultTier, shared }: ResolvedSections["storage"], kind: ClusterKind): string[] {
    const ofFiles = kind === "eks" && shared.enabled ? [shared.tier] : [];
    return [...new Set([...Object.keys(tiers), ...Object.keys(classes), defaultTier, ...ofFiles])];
}

function checkVolumes(placements: readonly Placement[], { tiers }: ResolvedSections["storage"], report: Report): void {
    for (const { path, services } of placements) {
        for (const [name, { storage }] of Object.entries(services)) {
            const tier = storage && ownValue(tiers, storage.tier);
            const problem = tier && volumeProblem(tier, parseQuantity(storage.size) ?? 0);
            if (problem) {
                report(
                    [...path, name, "storage", "size"],
                    storage.size,
                    problem,
                    "Change the size, or choose another tier.",
                );
            }
        }
    }
}
