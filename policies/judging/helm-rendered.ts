import type { Finding, RuleMetadata } from "../model/rule";

/** Reports Helm releases whose objects no rule has seen. */
export const helmRendered: RuleMetadata = {
    id: "helm-rendered",
    title: "Helm releases can be opened, so that every rule judges what they install.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale:
        "A release is one resource to the engine: its pods, roles and services are seen only when its chart is rendered.",
    fix:
        "Bring the chart onto this machine: npm run charts -- fetch for those that this platform pins, --fetch-charts for others. " +
        "npm run doctor -- --install helm brings helm.",
    sources: [],
};

/** @param reason why the chart could not be opened, in one line */
export function notRenderedFinding(reason: string): Finding {
    return { path: "chart", message: `not checked: ${reason}` };
}
