import type { Judged } from "../../../policies/judging/judged";
import { type RawResource, type Resource, toResources } from "../../../policies/model/resource";
import type { RuleMetadata } from "../../../policies/model/rule";

/** A rule with nothing special about it. */
export const sampleRule: RuleMetadata = {
    id: "psa-privileged",
    title: "No container is privileged.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale: "A privileged container is root on its node.",
    fix: "Remove securityContext.privileged.",
    sources: ["CIS EKS 4.2.1", "CKV_K8S_16"],
};

export const sampleAdvice: RuleMetadata = {
    ...sampleRule,
    id: "single-replica",
    title: "Workloads survive the loss of a node.",
    severity: "low",
    category: "reliability",
    level: "advisory",
};

/** What a hostile manifest may call itself. */
export const HOSTILE = "x|`y`</b>@all #1 ]]>&\u001b[31m\u0000\ud800\n<!--";

/** An object that stands at the given line of a file. */
export function raw(name: string, file: string, line: number, kind = "Deployment"): RawResource {
    return {
        type: `kubernetes:apps/v1:${kind}`,
        props: { apiVersion: "apps/v1", kind, metadata: { name, namespace: "shop" } },
        origin: { file, locate: (path) => ({ line: path === "" ? line : line + 4, column: 3 }) },
    };
}

function resourceOf(one: RawResource): Resource {
    const [resource] = toResources(one);
    if (resource === undefined) {
        throw new Error("a raw resource has at least one resource");
    }
    return resource;
}

export function judged(
    one: RawResource | undefined,
    rule = sampleRule,
    message = "true, allowed: false or nothing",
): Judged {
    return {
        rule,
        level: rule.level === "mandatory" ? "mandatory" : "advisory",
        path: "spec.template.spec.containers[0].securityContext.privileged",
        message,
        ...(one !== undefined && { resource: resourceOf(one) }),
    };
}
