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
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: targets.map(toResourceRule),
            ...(exclude.length > 0 && { excludeResourceRules: exclude.map(toResourceRule) }),
        },
        matchConditions: [
            { name: "changes-what-is-read", expression: ['request.operation == "CREATE"', ...changes].join(" || ") },
            ...systemConditions(exemptNamespaces),
        ],
        variables: [
            ...variablesOf(checks.map(({ findings }) => findings).join()),
            ...checks.map((check) => ({ name: variableOf(check), expression: check.findings })),
        ],
        validations: checks.map((check) => validationOf(check, changes.length > 1)),
    };
}

/** @param isApart whether other checks of the policy read something else, so that its condition does not tell what changed */
function validationOf(check: ConfiguredCheck, isApart: boolean): ValidatingAdmissionPolicy["spec"]["validations"][0] {
    const { rule } = check;
    const findings = `variables.${variableOf(check)}`;
    const isOld = `request.operation != "CREATE" && !(${changeOf(check)})`;
    return {
        expression: `${isApart ? `(${isOld}) || ` : ""}${findings}.size() == 0`,
        message: `${rule.id}: ${rule.title} ${rule.fix}`,
        messageExpression: `${celText(`${rule.id}: `)} + ${findings}.join("; ") + ${celText(`. ${rule.fix}`)}`,
        reason: "Forbidden",
    };
}

/** CEL of whether an update changes what a check reads. */
function changeOf({ reads }: ConfiguredCheck): string {
    return `${reads("object")} != ${reads("oldObject")}`;
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
