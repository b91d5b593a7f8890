import * as z from "zod";
import { checkCertificates } from "../../namespaces/certificates";
import { type NamespaceConfig, namespaceSchema } from "../../namespaces/namespace-schema";
import type { Report } from "../../schema/report";
import { namespaceName } from "../namespace-name";
import { checkPartition } from "../partition";
import { checkContainerDefaults, checkQuotas } from "../quotas";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";
import { placementsIn } from "../workloads";

/** The section `namespaces`. */
export const namespacesSection = defineSection({
    name: "namespaces",
    description: "Namespaces by name. The namespace of an application exists with these defaults without being listed.",
    schema: z.record(namespaceName, namespaceSchema).prefault({}),
    check: checkNamespaces,
});

function checkNamespaces(
    settings: Readonly<Record<string, NamespaceConfig>>,
    context: SectionContext,
    report: Report,
): string[] {
    for (const [name, namespace] of Object.entries(settings)) {
        checkContainerDefaults(name, namespace, report);
        checkCertificates(name, namespace, context.today, report);
        for (const [index, arn] of (namespace.team?.principals ?? []).entries()) {
            checkPartition(arn, context.resolved("region"), [name, "team", "principals", index], report);
        }
    }
    const placements = [...placementsIn("applications", context), ...placementsIn("services", context)];
    return checkQuotas(placements, settings, report);
}
