import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Review } from "../../../../review/model/review";
import { reviewSchema } from "../../../../review/model/review";
import { htmlReport } from "../../../../review/views/html/html-report";
import { changedReview } from "../../../review/changed-review";
import { hostileReview } from "../../../review/hostile-review";
import { recordedReview } from "../../../review/recorded-review";

const DATE = new Date("2026-11-28T01:00:00Z");

function between(text: string, start: string, end: string): string {
    const from = text.indexOf(start) + start.length;
    return text.slice(from, text.indexOf(end, from));
}

describe("The report page", () => {
    it("is made in the tests from what the model allows", () => {
        for (const review of [changedReview(), hostileReview(), recordedReview("dev")]) {
            assert.deepEqual(reviewSchema.parse(review), review);
        }
    });

    it("is the same for the same review", async () => {
        assert.equal(await htmlReport(changedReview(), DATE), await htmlReport(changedReview(), DATE));
    });

    it("is smaller than a megabyte for every stack of the project", async () => {
        for (const stack of ["local", "dev", "prod"] as const) {
            const page = await htmlReport(recordedReview(stack), DATE);
            assert.ok(Buffer.byteLength(page) < 1_000_000, `${stack}: ${Buffer.byteLength(page)}`);
        }
    });

    it("lets nothing load and nothing run but its own style and script", async () => {
        const page = await htmlReport(changedReview(), DATE);
        const policy = between(page, '<meta http-equiv="Content-Security-Policy" content="', '">');
        const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
        assert.deepEqual(policy.split("; "), [
            "default-src 'none'",
            `style-src ${hashOf(between(page, "<style>", "</style>"))}`,
            `script-src ${hashOf(between(page, "<script>", "</script>"))}`,
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]);
        assert.doesNotMatch(page.replace(between(page, "<style>", "</style>"), ""), / style="/);
    });

    it("has nothing of a name in its markup, its script or its data but text", async () => {
        const page = await htmlReport(hostileReview(), DATE);
        const data = between(page, '<script type="application/json" id="data">', "</script>");
        assert.doesNotMatch(data, /[<>]/);
        assert.ok(Array.isArray(JSON.parse(data)));
        assert.doesNotMatch(page, /<img|<script>alert|<svg onload|<b>|href="javascript/);
        assert.equal(page.match(/<script/g)?.length, 2);
    });

    it("leaves out what the review does not have, its headings and links too", async () => {
        const { reach: _reach, cost: _cost, ...rest } = changedReview();
        const bare: Review = {
            ...rest,
            exitCode: 0,
            steps: [],
            dangers: [],
            findings: [],
            exemptions: [],
            versions: [],
            images: [],
            resources: [],
            notChecked: [],
        };
        const page = await htmlReport(bare, DATE);
        const ids = [...page.matchAll(/<section id="([a-z]+)"/g)].map(([, id]) => id);
        assert.deepEqual(ids, ["summary", "resources"]);
        const links = [...between(page, "<nav", "</nav>").matchAll(/href="#([a-z]+)"/g)].map(([, id]) => id);
        assert.deepEqual(links, ids);
        assert.match(page, /Nothing changes/);
        assert.doesNotMatch(between(page, "<body>", "<script"), /undefined|NaN|\[object/);
    });

    it("tells what is new against the stack's own state, too, as on AWS, and of a first preview nothing", async () => {
        const { base: _, ...cloud } = changedReview();
        const pageOf = async (isCompared: boolean) =>
            between(await htmlReport({ ...cloud, isCompared }, DATE), "<body>", "<script");
        const [compared, first] = [await pageOf(true), await pageOf(false)];
        for (const word of [
            /\d+ opened, \d+ closed/,
            /, 1 new</,
            />\+\d+ −\d+</,
            /ways opened and closed/,
            /✱ new, − gone/,
            /data-filter="status"/,
        ]) {
            assert.match(compared, word);
            assert.doesNotMatch(first, word);
        }
    });

    it("says first what would cost data, then what is broken, then that all is well", async () => {
        const review = changedReview();
        const heading = async (one: Review) => between(await htmlReport(one, DATE), '<h2 id="summary-title">', "</h2>");
        assert.equal(await heading(review), "1 step would cost data, and nobody has allowed it");
        const allowed = {
            ...review,
            exitCode: 0,
            dangers: review.dangers.map((danger) => ({ ...danger, isAllowed: true })),
        };
        assert.equal(await heading(allowed), "1 mandatory policy would be broken");
        assert.equal(await heading({ ...allowed, findings: [] }), "Data is at stake, and it is allowed");
        assert.equal(
            await heading({ ...allowed, findings: [], dangers: [] }),
            "Nothing that holds data is replaced or deleted",
        );
        assert.equal(await heading({ ...review, dangers: [], errors: ["refused"] }), "This did not succeed");
    });
});
