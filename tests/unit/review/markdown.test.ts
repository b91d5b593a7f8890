import assert from "node:assert/strict";
import type { Danger } from "../../../review/model/danger";
import type { ReviewFinding } from "../../../review/model/finding";
import type { Review } from "../../../review/model/review";
import type { ReviewStep } from "../../../review/model/step";
import { commentOf } from "../../../review/views/markdown/comment";

const urn = (name: string) => `urn:pulumi:prod::eks-platform::kubernetes:core/v1:ConfigMap::${name}`;

function review(parts: Partial<Review> = {}): Review {
    return {
        ...{ version: 1, stack: "prod", operation: "preview", target: "simulated", exitCode: 0, cancelled: false },
        ...{ durationSeconds: 4, commit: "c".repeat(40), hasUncommitted: false, isCompared: true, unknownOutputs: 0 },
        ...{ changes: { same: 398 }, steps: [], dangers: [], findings: [], exemptions: [], versions: [], images: [] },
        ...{ resources: [], idleAllowances: [], notChecked: [], errors: [] },
        base: { revision: "main", commit: "b".repeat(40) },
        ...parts,
    };
}

function step(name: string, changes: ReviewStep["changes"] = []): ReviewStep {
    return { op: "update", urn: urn(name), type: "kubernetes:core/v1:ConfigMap", changes, unknowns: 0 };
}

const DANGER: Danger = {
    ...{ kind: "replace", urn: urn("orders-db"), type: "kubernetes:apps/v1:StatefulSet", isStateful: true },
    ...{ isAllowed: false, loss: "its claims go", takesAlong: [urn("data-0")], affects: [] },
    causes: ['spec.serviceName: "a" => "b"'],
};

const FINDING: ReviewFinding = {
    ...{ status: "new", rule: "image-digest", title: "Images are pinned.", level: "mandatory", severity: "high" },
    ...{ urn: urn("web"), resource: "Deployment shop/web", path: "spec.template", message: "is not pinned" },
    ...{ fix: "Pin it.", file: "Pulumi.prod.yaml", line: 7 },
};

/** What a reader sees without opening anything. */
function unfolded(text: string): string {
    return text.replace(/<details>[\s\S]*?<\/details>/g, "");
}

describe("The comment on a pull request", () => {
    it("begins with the mark by which the next run finds it", () => {
        assert.equal(commentOf(review(), "comment").split("\n")[0], "<!-- eks-platform preview of prod -->");
    });

    it("says in a few lines that nothing changes", () => {
        const text = commentOf(review(), "comment");
        assert.match(text, /^### prod: Nothing changes$/m);
        assert.match(text, /no resource changes, 398 unchanged/);
        assert.ok(!text.includes("<details>"));
    });

    it("shows what takes data along before everything, with its cause and what goes with it", () => {
        const text = commentOf(review({ dangers: [DANGER], changes: { replace: 1 }, steps: [step("a")] }), "comment");
        const shown = unfolded(text);
        assert.match(shown, /^- \*\*replace\*\* StatefulSet `orders-db`: its claims go, \*\*not allowed\*\*$/m);
        assert.match(shown, /because of `spec\.serviceName: "a" => "b"`/);
        assert.match(shown, /takes along, with no step of its own: ConfigMap `data-0`/);
        assert.ok(text.indexOf("orders-db") < text.indexOf("<details>"));
    });

    it("shows new findings open, and those that were there before in a fold", () => {
        const old = { ...FINDING, status: "present", rule: "old-one" } as const;
        const text = commentOf(review({ findings: [old, FINDING] }), "comment");
        assert.match(
            unfolded(text),
            /mandatory \(high\) `image-digest`: `Deployment shop\/web` in `Pulumi\.prod\.yaml:7`/,
        );
        assert.ok(!unfolded(text).includes("old-one"));
        assert.ok(text.includes("old-one"));
        assert.match(text, /1 violation|2 violations/);
    });

    it("says what moves at list price, and what nobody has looked at", () => {
        const cost = {
            ...{ region: "eu-central-1", currency: "USD", monthly: 1240, before: 1000, notPriced: [] },
            items: [
                {
                    ...{ urn: urn("nodes"), type: "aws:eks/nodeGroup:NodeGroup", group: "nodes", status: "changed" },
                    ...{ basis: "live", monthly: 840, before: 600, detail: "3 x m7g.large" },
                },
            ],
        } satisfies Review["cost"];
        const text = commentOf(review({ cost, notChecked: ["what traefik installs"] }), "comment");
        assert.match(text, /list price: \+\$240 a month \(\$1,000 → \$1,240\)/);
        assert.match(text, /\| `nodes` \| \$600 \| \$840 \| 3 x m7g\.large \|/);
        assert.match(unfolded(text), /what traefik installs/);
    });

    describe("of what is compared with the stack's own state, as on AWS", () => {
        const edge = {
            ports: ["5432/TCP"],
            isDeclared: true,
            isPossible: true,
            isCertain: true,
            ways: [],
            because: [],
        };
        const item = {
            type: "aws:ec2/natGateway:NatGateway",
            group: "network",
            basis: "fixed",
            detail: "a month",
        } as const;
        const compared = {
            ...review({
                findings: [FINDING, { ...FINDING, status: "present", rule: "old-one" }],
                reach: {
                    ends: ["a", "b"].map((id) => ({ id, name: id, kind: "workload" as const })),
                    edges: [{ ...edge, from: "a", to: "b", status: "new" }],
                    undetermined: [],
                },
                cost: {
                    ...{ region: "eu-central-1", currency: "USD", monthly: 110, before: 70, notPriced: [] },
                    items: [
                        { ...item, urn: urn("added"), status: "new", monthly: 40 },
                        { ...item, urn: urn("kept"), status: "present", monthly: 70, before: 70 },
                    ],
                },
            }),
            target: "cloud" as const,
        };
        const { base: _, ...cloud } = compared;

        it("tells apart what is new and what was there before", () => {
            const text = commentOf(cloud, "comment");
            assert.match(text, /^- policies: 2 violations, 0 advice; 1 new, 0 gone$/m);
            assert.match(text, /^- reachability: 1 way opened, 0 closed$/m);
            assert.match(text, /^- of c{12} against the stack's own state$/m);
            assert.ok(!unfolded(text).includes("old-one"));
            assert.match(unfolded(text), /#### After this change\n\n- a may reach b on 5432\/TCP\n/);
            assert.match(text, /List price that moves: 1</);
            assert.ok(text.includes("`added`") && !text.includes("`kept`"));
        });

        it("calls nothing new where there was nothing before", () => {
            const findings = cloud.findings.map((finding) => ({ ...finding, status: "present" as const }));
            const text = commentOf({ ...cloud, findings, isCompared: false }, "comment");
            assert.match(text, /^- policies: 2 violations, 0 advice$/m);
            assert.match(text, /^- of c{12}$/m);
            assert.match(unfolded(text), /#### Violations of policies\n\n[^#]*old-one/);
            assert.doesNotMatch(text, /After this change|reachability:|that moves/);
            assert.ok(text.includes("`kept`"));
        });
    });

    it("keeps hostile names text: no mention, no markup, no end of a fold, no row of a table", () => {
        const hostile =
            "</details>|@team <img src=x onerror=alert(1)> `x` [a](https://evil.example) www.evil.example WWW.evil.example " +
            "ftp://evil.example me@evil.example mailto:me@evil.example GH-1 acme/x#1 \n# big";
        const text = commentOf(
            review({
                stack: "prod",
                base: { revision: hostile, commit: "b".repeat(40) },
                steps: [step(hostile, [{ path: hostile, replaces: false, old: hostile, new: `${hostile}!` }])],
                dangers: [{ ...DANGER, urn: urn(hostile), loss: hostile, causes: [hostile], takesAlong: [hostile] }],
                findings: [{ ...FINDING, resource: hostile, message: hostile, fix: hostile, path: hostile }],
                notChecked: [hostile],
                errors: [hostile],
            }),
            "comment",
        );
        // Code spans mean nothing to Markdown; outside of them nothing of it may be left.
        const outside = text.replace(/(`+)[\s\S]*?\1/g, "");
        assert.doesNotMatch(outside, /<img|@team|\]\(http|^# big/m);
        assert.doesNotMatch(outside, /www\.|:\/\/|@\w|\bGH-|(?<!&)#\d/i);
        assert.equal(outside.match(/<details>/g)?.length, outside.match(/<\/details>/g)?.length);
        assert.doesNotMatch(text, /^# big/m);
    });

    for (const count of [100, 1_000, 20_000]) {
        it(`holds whole pieces of ${count} changes within what GitHub takes, and counts the rest`, () => {
            const change = { path: "data.x", replaces: false, old: "x".repeat(500), new: "y".repeat(500) };
            const steps = Array.from({ length: count }, (_, index) => step(`map-${index}`, [change]));
            const findings = Array.from({ length: count }, (_, index) => ({ ...FINDING, message: `no ${index}` }));
            const text = commentOf(review({ steps, findings, changes: { update: count } }), "comment");
            assert.ok(text.length <= 60_000, `${text.length}`);
            const shown = text.match(/^- update ConfigMap/gm)?.length ?? 0;
            const [, left = "0"] = /(\d+) (?:more )?changes?, for which/.exec(text) ?? [];
            assert.equal(shown + Number(left), count);
            const told = text.match(/^- mandatory/gm)?.length ?? 0;
            const [, hidden = "0"] = /(\d+) (?:more )?findings?, for which/.exec(text) ?? [];
            assert.equal(told + Number(hidden), count);
            assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
        });
    }

    it("has more room in the summary of a step, counted in bytes", () => {
        const steps = Array.from({ length: 30_000 }, (_, index) => step(`grüße-${index}`));
        const text = commentOf(review({ steps }), "summary");
        assert.ok(text.length > 60_000);
        assert.ok(Buffer.byteLength(text) <= 1_000_000);
    });
});
