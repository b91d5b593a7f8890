import type { PackConfig } from "../pack-config";
import { celText } from "./cel";
import { type AdmissionCheck, type Target, versionsOf } from "./check";
import { type BoundPolicy, namespacesWhere, type ResourceRule, type ValidatingAdmissionPolicy } from "./objects";
import { ADMISSION_CHECKS } from "./rules";
import { settingsOf } from "./settings";
import { SYSTEM_NAMESPACES, systemConditions } from "./system";
import { variablesOf } from "./variables";

/** How the guard is adapted; all of it is optional. */
export interface AdmissionOptions {
    /**
     * Namespaces in which nothing is refused, besides {@link SYSTEM_NAMESPACES}.
     * @default none
     */
    readonly exemptNamespaces?: readonly string[];
}

/**
 * The rules of the pack that the API server can enforce itself, one ValidatingAdmissionPolicy each. What is mandatory in the
 * configuration is refused, advice is a warning and an entry in the audit log, and what is switched off is left out.
 *
 * @param packConfig the CrossGuard configuration that the previews use
 */
export function admissionPolicies(packConfig: PackConfig, options: AdmissionOptions = {}): readonly BoundPolicy[] {
    const exempt = [...new Set([...SYSTEM_NAMESPACES, ...(options.exemptNamespaces ?? [])])];
    return ADMISSION_CHECKS.flatMap((check) => {
        const settings = settingsOf(check.rule, packConfig);
        const findings = settings && check.findings(settings.config);
        if (settings === undefined || findings === undefined) {
            return [];
        }
        const metadata = {
            name: policyName(check.rule.id),
            labels: { "app.kubernetes.io/managed-by": "eks-platform" },
        };
        const api = { apiVersion: "admissionregistration.k8s.io/v1", metadata } as const;
        const selector = check.namespaces
            ? namespacesWhere("In", check.namespaces(settings.config))
            : namespacesWhere("NotIn", exempt);
        return {
            rule: check.rule.id,
            policy: { ...api, kind: "ValidatingAdmissionPolicy", spec: specOf(check, findings, exempt) },
            binding: {
                ...api,
                kind: "ValidatingAdmissionPolicyBinding",
                spec: {
                    policyName: metadata.name,
                    validationActions: settings.isMandatory ? ["Deny"] : ["Warn", "Audit"],
                    matchResources: { namespaceSelector: selector },
                },
            },
        };
    });
}

/** The name of the policy that enforces a rule. */
export function policyName(rule: string): string {
    return `eks-platform-${rule}`;
}

function specOf(check: AdmissionCheck, findings: string, exempt: readonly string[]): ValidatingAdmissionPolicy["spec"] {
    const { rule, targets, exclude = [], reads } = check;
    const changed = `request.operation == "CREATE" || ${reads("object")} != ${reads("oldObject")}`;
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: targets.map(toResourceRule),
            ...(exclude.length > 0 && { excludeResourceRules: exclude.map(toResourceRule) }),
        },
        matchConditions: [{ name: "changes-what-the-rule-reads", expression: changed }, ...systemConditions(exempt)],
        variables: [...variablesOf(findings), { name: "findings", expression: findings }],
        validations: [
            {
                expression: "variables.findings.size() == 0",
                message: `${rule.id}: ${rule.title} ${rule.fix}`,
                messageExpression: `${celText(`${rule.id}: `)} + variables.findings.join("; ") + ${celText(`. ${rule.fix}`)}`,
                reason: "Forbidden",
            },
        ],
    };
}

function toResourceRule({ group, resources, scope }: Target): ResourceRule {
    return {
        apiGroups: [group],
        apiVersions: [...versionsOf(group)],
        resources: [...resources],
        operations: ["CREATE", "UPDATE"],
        scope: scope ?? "*",
    };
}
