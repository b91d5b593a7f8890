import * as z from "zod";
import { CLUSTER_KINDS } from "./cluster-kind";
import type { Section } from "./section";
import { addonsSection } from "./sections/addons";
import { admissionSection } from "./sections/admission";
import { allowedAccountIdsSection } from "./sections/allowed-account-ids";
import { applicationsSection } from "./sections/applications";
import { backupSection } from "./sections/backup";
import { calicoSection } from "./sections/calico";
import { clusterSection } from "./sections/cluster";
import { eksAddonsSection } from "./sections/eks-addons";
import { footprintSection } from "./sections/footprint";
import { helmSection } from "./sections/helm";
import { ingressSection } from "./sections/ingress";
import { namespacesSection } from "./sections/namespaces";
import { networkSection } from "./sections/network";
import { nodeGroupsSection } from "./sections/node-groups";
import { pipelineSection } from "./sections/pipeline";
import { protectSection } from "./sections/protect";
import { regionSection } from "./sections/region";
import { reviewSection } from "./sections/review";
import { scalingSection } from "./sections/scaling";
import { servicesSection } from "./sections/services";
import { storageSection } from "./sections/storage";
import { tagsSection } from "./sections/tags";
import { teardownSection } from "./sections/teardown";

/**
 * Every section of a stack's configuration, in the order in which the reference shows them and faults are told. What a section is
 * resolved from stands before it.
 */
export const SECTIONS = [
    regionSection,
    allowedAccountIdsSection,
    tagsSection,
    teardownSection,
    protectSection,
    reviewSection,
    footprintSection,
    networkSection,
    clusterSection,
    pipelineSection,
    nodeGroupsSection,
    eksAddonsSection,
    scalingSection,
    storageSection,
    backupSection,
    admissionSection,
    calicoSection,
    ingressSection,
    addonsSection,
    helmSection,
    namespacesSection,
    applicationsSection,
    servicesSection,
] as const satisfies readonly Section[];

/** Any section of the list, with its own types. */
export type AnySection = (typeof SECTIONS)[number];

/** The name of a section. */
export type SectionName = AnySection["name"];

/** Every section as its schema gives it. */
export type ParsedSections = { readonly [S in AnySection as S["name"]]: z.output<S["schema"]> };

/** Every section as the program reads it. */
export type ResolvedSections = { readonly [S in AnySection as S["name"]]: ResolvedOf<S> };

/** What a section resolves to. */
export type ResolvedOf<S> =
    S extends Section<infer _Name, infer _Schema, infer _Kind, infer Resolved> ? Resolved : never;

/** The schema of a whole configuration, without the namespace of its keys. A section that not every cluster reads may be absent. */
export function configSchema(): z.ZodObject {
    return z.strictObject(
        Object.fromEntries(
            SECTIONS.map(({ name, schema, appliesTo }): [string, z.ZodType] => {
                return [name, appliesTo.length === CLUSTER_KINDS.length ? schema : schema.optional()];
            }),
        ),
    );
}
