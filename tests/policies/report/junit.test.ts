import assert from "node:assert/strict";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { junitReport } from "../../../policies/report/junit";
import { toReport } from "../../../policies/report/report";
import { HOSTILE, judged, raw, sampleAdvice } from "./sample";

interface Outcome {
    readonly message: string;
    readonly "#text": string;
}

interface Case {
    readonly classname: string;
    readonly name: string;
    readonly file: string;
    readonly failure?: readonly Outcome[];
    readonly skipped?: readonly Outcome[];
}

interface Suite {
    readonly name: string;
    readonly testcase: readonly Case[];
}

describe("a JUnit report", () => {
    const parser = new XMLParser({
        ignoreAttributes: false,
        attributeNamePrefix: "",
        isArray: (name, _path, _leaf, isAttribute) =>
            !isAttribute && /^(testsuites?|testcase|failure|skipped|error)$/.test(name),
    });

    function suitesOf(...args: Parameters<typeof toReport>) {
        const text = [...junitReport(toReport(...args))].join("");
        assert.equal(XMLValidator.validate(text), true);
        assert.doesNotMatch(text, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        const root = parser.parse(text).testsuites[0];
        return { root, suites: (root.testsuite ?? []) as readonly Suite[] };
    }

    const [web, api] = [raw("web", "web.yaml", 10), raw("api", "api.yaml", 1)];

    it("has a suite for each file, and a case that passes for a file without findings", () => {
        const { root, suites } = suitesOf([judged(web), judged(web, sampleAdvice)], [web, api], [], "-");
        assert.deepEqual([root.tests, root.failures, root.skipped, root.errors], ["3", "1", "1", "0"]);
        const [clean, broken] = suites;
        assert.equal(clean?.name, "api.yaml");
        assert.deepEqual(Object.keys(clean?.testcase[0] ?? {}), ["classname", "name", "file"]);
        assert.equal(broken?.testcase.length, 2);
    });

    it("fails for violations, and counts advice as skipped", () => {
        const { suites } = suitesOf([judged(web), judged(web, sampleAdvice)], [web], [], "-");
        const [violation, advice] = suites[0]?.testcase ?? [];
        const failure = violation?.failure?.[0];
        assert.equal(violation?.classname, "Deployment shop/web");
        assert.match(violation?.name ?? "", /^psa-privileged spec\./);
        assert.match(failure?.message ?? "", /privileged: true, allowed/);
        assert.match(failure?.["#text"] ?? "", /^web\.yaml:14: .*Remove/);
        assert.equal(advice?.skipped?.length, 1);
        assert.equal(advice?.failure, undefined);
    });

    it("counts what could not be read as an error", () => {
        const fault = { file: "bad.yaml", line: 3, message: "a tab", next: "Use spaces." };
        const { root } = suitesOf([], [], [fault], "-");
        assert.deepEqual([root.tests, root.errors], ["1", "1"]);
    });

    it("stays well-formed whatever a manifest calls itself", () => {
        const hostile = raw(HOSTILE, HOSTILE, 1);
        const { root, suites } = suitesOf([judged(hostile, undefined, HOSTILE)], [hostile], [], "-");
        assert.equal(root.failures, "1");
        assert.equal(suites.length, 1);
    });

    it("is well-formed where nothing was checked", () => {
        assert.equal(suitesOf([], [], [], "-").root.tests, "0");
    });
});
