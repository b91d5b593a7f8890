import type { PackConfig } from "../judging/pack-config";
import { AGENT_NAMESPACES } from "../model/identity";
import { groupChecks } from "./check-group";
import { type BoundPolicy, namespacesWhere } from "./objects";
import { policySpec } from "./policy-spec";
import { ADMISSION_CHECKS } from "./rules";

/** How the guard is adapted; all of it is optional. */
export interface AdmissionOptions {
    /**
     * Namespaces in which nothing is refused, besides {@link AGENT_NAMESPACES}.
     * @default none
     */
    readonly exemptNamespaces?: readonly string[];
}

/** The annotation of a policy with the ids of its rules. */
export const RULES_ANNOTATION = "eks-platform/rules";

/**
 * The rules of the pack that the API server can enforce itself. A ValidatingAdmissionPolicy holds those of one level that look at
 * the same requests: what is mandatory in the configuration is refused, advice is a warning and an entry in the audit log, and what
 * is switched off is left out.
 *
 * @param packConfig the CrossGuard configuration that the previews use
 */
export function admissionPolicies(packConfig: PackConfig, options: AdmissionOptions = {}): readonly BoundPolicy[] {
    const exempt = [...new Set([...AGENT_NAMESPACES, ...(options.exemptNamespaces ?? [])])];
    return groupChecks(ADMISSION_CHECKS, packConfig).map((group) => {
        const { name } = group;
        const rules = group.checks.map(({ rule }) => rule.id);
        const metadata = {
            name: `eks-platform-${name}`,
            labels: { "app.kubernetes.io/managed-by": "eks-platform" },
            annotations: { [RULES_ANNOTATION]: rules.join(", ") },
        };
        const api = { apiVersion: "admissionregistration.k8s.io/v1", metadata } as const;
        const selector = group.namespaces ? namespacesWhere("In", group.namespaces) : namespacesWhere("NotIn", exempt);
        return {
            name,
            rules,
            policy: { ...api, kind: "ValidatingAdmissionPolicy", spec: policySpec(group, exempt) },
            binding: {
                ...api,
                kind: "ValidatingAdmissionPolicyBinding",
                spec: {
                    policyName: metadata.name,
                    validationActions: group.level === "deny" ? ["Deny"] : ["Warn", "Audit"],
                    matchResources: { namespaceSelector: selector },
                },
            },
        };
    });
}
