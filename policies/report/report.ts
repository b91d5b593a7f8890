import { compare } from "../../core/compare";
import type { Judged } from "../judging/judged";
import { type RawResource, type Resource, toResources } from "../model/resource";
import type { SourceFault } from "../sources/source";

/** A finding at its place. Findings that concern no file are placed in the report's default file. */
export interface PlacedFinding extends Judged {
    readonly file: string;
    /** Counted from 1. Absent where the source has no lines of its own, as a preview has none. */
    readonly line?: number;
    readonly column?: number;
}

/** What was checked and what was found: the material of every format. */
export interface Report {
    /** By file, line, rule, resource and path. */
    readonly findings: readonly PlacedFinding[];
    /** What could not be read. */
    readonly faults: readonly SourceFault[];
    /** How many resources were judged, the members of lists counted one by one. */
    readonly resources: number;
    /** The files that they came from, in alphabetical order. */
    readonly files: readonly string[];
}

/**
 * Places and orders findings.
 *
 * @param defaultFile where findings without a file belong, for example the settings of a previewed stack
 */
export function toReport(
    judged: readonly Judged[],
    raws: readonly RawResource[],
    faults: readonly SourceFault[],
    defaultFile: string,
): Report {
    return {
        findings: withoutRepeated(judged.map((finding) => place(finding, defaultFile)).sort(inOrder)),
        faults: [...faults].sort((one, other) => compare(one.file, other.file) || (one.line ?? 0) - (other.line ?? 0)),
        resources: raws.reduce((sum, raw) => sum + toResources(raw).length, 0),
        files: [...new Set(raws.map(({ origin }) => origin?.file ?? defaultFile))].sort(compare),
    };
}

/** Several builds of one kustomization's base find the same at the same place. */
function withoutRepeated(findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
    return findings.filter((finding, index) => {
        const before = findings[index - 1];
        const isBuilt = finding.resource?.origin?.scope !== undefined;
        return !isBuilt || before === undefined || inOrder(before, finding) !== 0;
    });
}

/** Field by field: objects that are put together from others take four times as much memory, and there may be millions. */
function place({ rule, level, path, message, resource }: Judged, defaultFile: string): PlacedFinding {
    if (resource === undefined) {
        return { rule, level, path, message, file: defaultFile };
    }
    const { origin } = resource;
    if (origin === undefined) {
        return { rule, level, path, message, resource, file: defaultFile };
    }
    const { line, column } = origin.locate(path);
    return { rule, level, path, message, resource, file: origin.file, line, column };
}

function inOrder(one: PlacedFinding, other: PlacedFinding): number {
    return (
        compare(one.file, other.file) ||
        (one.line ?? 0) - (other.line ?? 0) ||
        compare(one.rule.id, other.rule.id) ||
        compare(identityOf(one.resource), identityOf(other.resource)) ||
        compare(one.path, other.path) ||
        compare(one.message, other.message)
    );
}

/** A text that tells a resource from the others of its stack and stays the same when its file changes. */
export function identityOf(resource: Resource | undefined): string {
    const { apiVersion, kind, namespace, name, urn, type, release } = resource ?? {};
    return urn === undefined || release !== undefined
        ? JSON.stringify([urn, type, apiVersion, kind, namespace, name])
        : urn;
}
