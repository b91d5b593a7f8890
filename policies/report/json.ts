import type { Resource } from "../model/resource";
import type { PlacedFinding, Report } from "./report";

/** A JSON array with one object a line for each finding, so that two runs can be compared line by line. */
export function* jsonReport({ findings }: Report): Iterable<string> {
    yield "[";
    for (const [index, finding] of findings.entries()) {
        yield `${index === 0 ? "" : ","}\n  ${JSON.stringify(toObject(finding))}`;
    }
    yield findings.length === 0 ? "]\n" : "\n]\n";
}

/** Fields without a value are left out, as `JSON.stringify` does with `undefined`. */
function toObject({ rule, level, resource, path, message, file, line, column }: PlacedFinding) {
    return {
        rule: rule.id,
        severity: rule.severity,
        level,
        resource: resource && toIdentity(resource),
        path,
        message,
        fix: rule.fix,
        file,
        line,
        column,
    };
}

/** The Pulumi type is told where no Kubernetes kind says what the resource is. */
function toIdentity({ apiVersion, kind, namespace, name, urn, type, release }: Resource) {
    return { apiVersion, kind, namespace, name, urn, release, type: apiVersion === undefined ? type : undefined };
}
