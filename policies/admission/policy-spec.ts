import { celText } from "./cel";
import { type Target, versionsOf } from "./check";
import type { CheckGroup, ConfiguredCheck } from "./check-group";
import type { ResourceRule, ValidatingAdmissionPolicy } from "./objects";
import { systemConditions } from "./system";
import { variablesOf } from "./variables";

/** A policy's `spec`: a variable with the findings of each check, and a validation that asks for there to be none. */
export function policySpec(
    { targets, exclude, checks }: CheckGroup,
    exemptNamespaces: readonly string[],
): ValidatingAdmissionPolicy["spec"] {
    const changes = [...new Set(checks.map(changeOf))];
    // What changed for one check does not tell what changed for another that reads something else.
    const isApart = changes.length > 1;
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: targets.map(toResourceRule),
            ...(exclude.length > 0 && { excludeResourceRules: exclude.map(toResourceRule) }),
        },
        matchConditions: [
            { name: "changes-what-is-read", expression: isNewOr(changes.join(" || ")) },
            ...systemConditions(exemptNamespaces),
        ],
        variables: [
            ...variablesOf(checks.map(({ findings }) => findings).join()),
            ...(isApart
                ? changes.map((change, index) => ({ name: changeName(index), expression: isNewOr(change) }))
                : []),
            ...checks.map((check) => ({ name: variableOf(check), expression: check.findings })),
        ],
        validations: checks.map((check) =>
            validationOf(check, isApart ? changeName(changes.indexOf(changeOf(check))) : undefined),
        ),
    };
}

/** @param change the variable that tells whether what the check reads is new; without it, the policy's condition does */
function validationOf(
    check: ConfiguredCheck,
    change: string | undefined,
): ValidatingAdmissionPolicy["spec"]["validations"][0] {
    const { rule } = check;
    const findings = `variables.${variableOf(check)}`;
    return {
        expression: `${change === undefined ? "" : `!variables.${change} || `}${findings}.size() == 0`,
        message: `${rule.id}: ${rule.title} ${rule.fix}`,
        messageExpression: `${celText(`${rule.id}: `)} + ${findings}.join("; ") + ${celText(`. ${rule.fix}`)}`,
        reason: "Forbidden",
    };
}

/** CEL of whether an update changes what a check reads. */
function changeOf({ reads }: ConfiguredCheck): string {
    return `${reads("object")} != ${reads("oldObject")}`;
}

/** CEL of whether an object is new, or changed by an update. */
function isNewOr(change: string): string {
    return `request.operation == "CREATE" || ${change}`;
}

/** The variable that tells whether what some checks of a policy read is new. */
function changeName(index: number): string {
    return `isNew${index + 1}`;
}

/** The variable with the findings of a check: `imagePinnedFindings` for `image-pinned`. */
function variableOf({ rule }: ConfiguredCheck): string {
    return `${rule.id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Findings`;
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
