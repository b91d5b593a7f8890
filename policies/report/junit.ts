import { XMLBuilder } from "fast-xml-parser";
import { compare } from "../../core/compare";
import { visible } from "../../core/faults/visible";
import type { SourceFault } from "../sources/source";
import { labelOf } from "./label";
import type { PlacedFinding, Report } from "./report";

/** Attributes start with `@`, as the builder is told. */
type Attributes = Readonly<Record<`@${string}`, string | number>>;
type Outcome = Readonly<Partial<Record<"failure" | "skipped" | "error", Attributes & { readonly "#text": string }>>>;
type TestCase = Attributes & Outcome;

/**
 * JUnit XML: a suite for each file, a case for each finding, and one that passes for a file without any. The format knows
 * no warnings, so advice counts as skipped.
 */
export function* junitReport(report: Report): Iterable<string> {
    const suites = suitesOf(report);
    const all = suites.flatMap(([, cases]) => cases);
    const builder = new XMLBuilder({
        ignoreAttributes: false,
        attributeNamePrefix: "@",
        format: true,
        suppressEmptyNode: true,
        suppressBooleanAttributes: false,
    });
    const numbers = Object.entries(numbersOf(all)).map(([name, number]) => ` ${name.slice(1)}="${number}"`);
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="platform check"${numbers.join("")}>\n`;
    for (const [file, cases] of suites) {
        const testsuite = { "@name": visible(file), ...numbersOf(cases), testcase: cases };
        yield builder.build({ testsuite });
    }
    yield "</testsuites>\n";
}

function suitesOf({
    files,
    findings,
    faults,
}: Report): readonly (readonly [file: string, cases: readonly TestCase[]])[] {
    const suites = new Map<string, TestCase[]>(files.map((file) => [file, []]));
    const add = (file: string, testCase: TestCase) => {
        const cases = suites.get(file) ?? [];
        suites.set(file, cases);
        cases.push(testCase);
    };
    for (const fault of faults) {
        add(fault.file, faultCase(fault));
    }
    for (const finding of findings) {
        add(finding.file, findingCase(finding));
    }
    for (const [file, cases] of suites) {
        if (cases.length === 0) {
            cases.push({ "@classname": visible(file), "@name": "no violations", "@file": visible(file) });
        }
    }
    return [...suites].sort(([one], [other]) => compare(one, other));
}

function findingCase({ rule, level, resource, path, message, file, line }: PlacedFinding): TestCase {
    const at = path === "" ? "" : `${path}: `;
    const place = line === undefined ? file : `${file}:${line}`;
    const outcome = {
        "@type": level,
        "@message": visible(`${at}${message}`),
        "#text": visible(`${place}: ${at}${message}. ${rule.fix}`),
    };
    return {
        "@classname": labelOf(resource),
        "@name": visible(path === "" ? rule.id : `${rule.id} ${path}`),
        "@file": visible(file),
        ...(line !== undefined && { "@line": line }),
        ...(level === "mandatory" ? { failure: outcome } : { skipped: outcome }),
    };
}

function faultCase({ file, line, message, next }: SourceFault): TestCase {
    const text = visible(`${message}. ${next}`);
    return {
        "@classname": visible(file),
        "@name": line === undefined ? "is read" : `is read at line ${line}`,
        "@file": visible(file),
        error: { "@type": "fault", "@message": visible(message), "#text": text },
    };
}

function numbersOf(cases: readonly TestCase[]) {
    const number = (outcome: keyof Outcome) => cases.filter((one) => one[outcome] !== undefined).length;
    return {
        "@tests": cases.length,
        "@failures": number("failure"),
        "@errors": number("error"),
        "@skipped": number("skipped"),
    };
}
