import { createHash } from "node:crypto";
import type { Location, LogicalLocation, Notification, Result, Run } from "sarif";
import { compare } from "../../core/compare";
import type { RuleMetadata } from "../model/rule";
import type { SourceFault } from "../sources/source";
import { artifactUri } from "./artifact-uri";
import { labelOf } from "./label";
import { identityOf, type PlacedFinding, type Report } from "./report";
import { type Tool, toDescriptor } from "./sarif-rules";

export interface SarifOptions {
    readonly tool: Tool;
    /** The folder that paths in the log start from: the root of the repository. */
    readonly root: string;
}

/**
 * A SARIF 2.1.0 log with one result a line. Each result has a physical location, without which GitHub refuses it.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
 */
export function* sarifReport(report: Report, { tool, root }: SarifOptions): Iterable<string> {
    const rules = rulesOf(report.findings);
    const indexes = new Map(rules.map(({ id }, index) => [id, index]));
    const run: Run = {
        tool: {
            driver: {
                name: "eks-platform",
                version: tool.version,
                semanticVersion: tool.version,
                ...(tool.homepage !== undefined && { informationUri: tool.homepage }),
                rules: rules.map((rule) => toDescriptor(rule, tool)),
            },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
            {
                executionSuccessful: report.faults.length === 0,
                toolExecutionNotifications: report.faults.map((fault) => toNotification(fault, root)),
            },
        ],
    };
    yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[';
    yield `${JSON.stringify(run).slice(0, -1)},"results":[`;
    const fingerprints = new Fingerprints();
    for (const [position, finding] of report.findings.entries()) {
        const result: Result = {
            ruleId: finding.rule.id,
            ruleIndex: indexes.get(finding.rule.id) ?? -1,
            level: finding.level === "mandatory" ? "error" : "warning",
            message: { text: textOf(finding) },
            locations: [locationOf(finding, root)],
            partialFingerprints: fingerprints.of(finding, artifactUri(finding.file, root).uri),
        };
        yield `${position === 0 ? "" : ","}\n${JSON.stringify(result)}`;
    }
    yield "\n]}]}\n";
}

function rulesOf(findings: readonly PlacedFinding[]): readonly RuleMetadata[] {
    const rules = new Map(findings.map(({ rule }) => [rule.id, rule]));
    return [...rules.values()].sort((one, other) => compare(one.id, other.id));
}

function textOf({ rule, resource, path, message }: PlacedFinding): string {
    return `${labelOf(resource)}: ${path === "" ? "" : `${path}: `}${message}. ${rule.fix}`;
}

function locationOf({ resource, file, line, column, path }: PlacedFinding, root: string): Location {
    return {
        physicalLocation: {
            artifactLocation: artifactUri(file, root),
            region: { startLine: line ?? 1, ...(column !== undefined && { startColumn: column }) },
        },
        ...(resource !== undefined && {
            logicalLocations: [
                {
                    kind: "resource",
                    name: labelOf(resource),
                    fullyQualifiedName: resource.urn ?? `${resource.apiVersion ?? resource.type} ${labelOf(resource)}`,
                },
                ...(path === "" ? [] : [{ kind: "property", name: path } satisfies LogicalLocation]),
            ],
        }),
    };
}

function toNotification({ file, line, column, message, next }: SourceFault, root: string): Notification {
    return {
        level: "error",
        message: { text: `${message}. ${next}` },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: artifactUri(file, root),
                    ...(line !== undefined && {
                        region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
                    }),
                },
            },
        ],
    };
}

/** What a finding is recognised by when lines have moved: its rule, resource and path, never its line. */
class Fingerprints {
    private readonly seen = new Map<string, number>();
    private readonly lines = new Set<string>();

    of({ rule, resource, line, path }: PlacedFinding, uri: string | undefined): Record<string, string> {
        const identity = createHash("sha256")
            .update(JSON.stringify([rule.id, uri, identityOf(resource), path]))
            .digest("hex")
            .slice(0, 32);
        const occurrence = (this.seen.get(identity) ?? 0) + 1;
        this.seen.set(identity, occurrence);
        const fingerprint = `${identity}:${occurrence}`;
        const place = JSON.stringify([rule.id, uri, line]);
        const isShared = line === undefined || this.lines.has(place);
        this.lines.add(place);
        return {
            "eksPlatform/v1": fingerprint,
            // GitHub computes its own from the line alone, and takes findings of one rule on one line for the same.
            ...(isShared && { primaryLocationLineHash: fingerprint }),
        };
    }
}
