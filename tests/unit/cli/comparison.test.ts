import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { PolicyEvent } from "@pulumi/pulumi/automation";
import type { GuardedResult } from "../../../cli/engine/replacement-guard";
import { operationReport } from "../../../cli/output/report";
import type { ReviewFinding } from "../../../review/model/finding";
import type { Review } from "../../../review/model/review";
import { changedReview } from "../../review/changed-review";

const urn = (name: string) => `urn:pulumi:prod::eks-platform::kubernetes:apps/v1:Deployment::${name}`;

function finding(status: ReviewFinding["status"], rule: string, name: string): ReviewFinding {
    return {
        ...{ status, rule, urn: urn(name), resource: `Deployment shop/${name}`, level: "advisory", severity: "low" },
        ...{ title: "A rule.", path: "spec", message: "is wrong", fix: "Mend it." },
    };
}

function event(rule: string, name: string, enforcementLevel: PolicyEvent["enforcementLevel"]): PolicyEvent {
    return {
        ...{ resourceUrn: urn(name), policyName: rule, message: `A rule.\n${rule} is broken by ${name}`, color: "" },
        ...{ policyPackName: "", policyPackVersion: "", policyPackVersionTag: "", enforcementLevel },
    };
}

const RESULT: GuardedResult = {
    ...{ operation: "preview", exitCode: 1, durationSeconds: 1, changes: { update: 1, same: 2 }, steps: [] },
    ...{ states: new Map(), dangers: [], idle: [], errors: [], cancelled: false },
    policyViolations: [
        event("images", "ui", "mandatory"),
        event("images", "cart", "mandatory"),
        event("limits", "ui", "warning"),
        event("limits", "cart", "warning"),
        event("probes", "ui", "warning"),
    ],
};

const REVIEW: Review = {
    ...changedReview(),
    findings: [
        finding("new", "images", "ui"),
        finding("present", "images", "cart"),
        finding("new", "limits", "ui"),
        finding("present", "limits", "cart"),
        finding("present", "probes", "ui"),
        finding("gone", "quotas", "orders"),
        finding("gone", "quotas", "\u001b[2Jx"),
    ],
    reach: {
        ends: [],
        edges: (["new", "gone"] as const).map((status) => ({
            ...{ from: "checkout", to: "orders", ports: ["5432/TCP"], isDeclared: true, isPossible: true },
            ...{ isCertain: true, status, ways: [], because: [] },
        })),
        undetermined: [],
    },
};

describe("The end of a preview that something is compared in", () => {
    const textOf = (review?: Review, verbose = false) =>
        stripVTControlCharacters(operationReport(RESULT, "prod", { diff: false, overview: false, verbose }, review));

    it("tells which violations the change brings, and lists of advice what is new alone", () => {
        const text = textOf(REVIEW);
        assert.match(text, /^ {4}kubernetes:apps\/v1:Deployment ui \(new\)$/m);
        assert.match(text, /^ {4}kubernetes:apps\/v1:Deployment cart$/m);
        assert.match(text, /images is broken by cart/);
        assert.match(text, /limits is broken by ui/);
        assert.doesNotMatch(text, /limits is broken by cart|probes/);
        assert.match(text, /^Policy advice that was there before: 2 \(--verbose lists it\)$/m);
        assert.match(text, /^ {2}policies {3}2 violations, 3 advice; 2 new, 2 gone$/m);
    });

    it("lists all of it where that is asked for", () => {
        const text = textOf(REVIEW, true);
        assert.match(text, /limits is broken by cart/);
        assert.match(text, /probes is broken by ui/);
        assert.doesNotMatch(text, /there before/);
    });

    it("tells what is gone, which ways come and go, and what the price does", () => {
        const text = textOf(REVIEW);
        assert.match(
            text,
            /^Policy findings that are gone: 2\n {2}quotas: Deployment shop\/orders, Deployment shop\/\\u001b\[2Jx$/m,
        );
        assert.match(text, /^ {2}checkout may reach orders on 5432\/TCP$/m);
        assert.match(text, /^ {2}checkout may no longer reach orders on 5432\/TCP$/m);
        assert.match(text, /^ {2}list price \+\$62 a month \(\$981 => \$1,043\)$/m);
        assert.match(text, /^ {2}reach {6}1 way opened, 1 closed$/m);
    });

    it("calls nothing new or gone where there was nothing before", () => {
        for (const text of [textOf(), textOf({ ...REVIEW, isCompared: false })]) {
            assert.doesNotMatch(text, /new|gone|before|opened/);
            assert.match(text, /limits is broken by cart/);
        }
    });
});
