import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { revealed } from "../../core/faults/visible";
import type { Review } from "../../review/model/review";
import { changedReview } from "../review/changed-review";
import { HOSTILE, hostileReview } from "../review/hostile-review";
import { manyServices } from "../review/many-services";
import { recordedReview } from "../review/recorded-review";
import { Pages } from "./browser";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const REVIEWS: ReadonlyMap<string, () => Review> = new Map([
    ["local", () => recordedReview("local")],
    ["dev", () => recordedReview("dev")],
    ["prod", () => recordedReview("prod")],
    ["changed", changedReview],
    ["hostile", hostileReview],
    ["many", () => manyServices(1_000)],
]);

/** What axe finds, as rule and element. Below the fold of the panel it takes every link for one that skips something. */
async function violations(page: Page, isBehindPanel = false): Promise<readonly string[]> {
    await page.evaluate(AXE);
    const found: { id: string; nodes: { target: string[] }[] }[] = await page.evaluate(
        `axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            rules: { "skip-link": { enabled: ${!isBehindPanel} } },
        }).then(({ violations }) => violations)`,
    );
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

describe("The report page in a browser", function () {
    this.timeout(90_000);
    const pages = new Pages();
    before(() => pages.start());
    after(() => pages.stop());

    const open = (name: string, view = {}) => {
        const review = REVIEWS.get(name);
        assert.ok(review);
        return pages.open(name, review, view);
    };

    for (const name of REVIEWS.keys()) {
        it(`shows the review ${name} without a request, a complaint or a page that scrolls sideways`, async () => {
            const { page, requests, complaints } = await open(name);
            for (const width of [360, 1280, 3840]) {
                await page.setViewportSize({ width, height: 800 });
                assert.ok(await page.locator("#summary h2").isVisible());
                assert.ok(await page.locator("#stack-picture").isVisible());
                await page.evaluate("scrollTo(0, document.body.scrollHeight)");
                assert.ok(await page.locator("footer").isVisible());
                assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
            }
            assert.deepEqual({ requests, complaints }, { requests: [], complaints: [] });
            await page.context().close();
        });
    }

    for (const theme of ["light", "dark"] as const) {
        it(`is readable for everybody in the ${theme} theme, with all of it open`, async () => {
            const { page } = await open("changed", { theme });
            await page.locator("#unfold").click();
            assert.deepEqual(await violations(page), []);
            await page.locator(".dangers .ref").first().click();
            await page.locator("#panel").waitFor({ state: "visible" });
            assert.deepEqual(await violations(page, true), []);
            assert.ok((await page.screenshot({ fullPage: true })).length > 50_000);
        });
    }

    it("has the colours of the theme that the system or its switch says", async () => {
        const colour = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");
        const { page } = await open("changed", { theme: "light" });
        const { page: dark } = await open("changed", { theme: "dark" });
        const [light, night] = [await colour(page), await colour(dark)];
        assert.notEqual(light, night);
        await page.locator("#theme").click();
        await page.locator("#theme").click();
        assert.equal(await page.locator("#theme").textContent(), "Theme: dark");
        assert.equal(await colour(page), night);
    });

    it("has no link that leads nowhere", async () => {
        for (const name of ["changed", "prod"]) {
            const { page } = await open(name);
            const dead: string[] = await page.evaluate(`
                const count = JSON.parse(document.getElementById("data").textContent).length;
                [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")).filter((href) => {
                    const index = /^#r(\\d+)$/.exec(href)?.[1];
                    return index === undefined ? document.getElementById(href.slice(1)) === null : Number(index) >= count;
                })`);
            assert.deepEqual(dead, []);
        }
    });

    it("shows a resource that is chosen in the picture, and goes back by Escape", async () => {
        const { page } = await open("changed");
        const shape = page.getByRole("link", { name: /^ui, Deployment/ });
        await shape.click();
        const panel = page.locator("#panel");
        // The address changes first, and what it names is shown after.
        await panel.waitFor({ state: "visible" });
        assert.match(
            await panel.innerText(),
            /spec\.replicas[\s\S]*"name": "ui"[\s\S]*urn:pulumi:prod::.*retail-store-ui-deployment/,
        );
        assert.match(page.url(), /#r\d+$/);
        await page.keyboard.press("Escape");
        await panel.waitFor({ state: "hidden" });
        assert.ok(await page.evaluate("document.activeElement.closest('.picture') !== null"));
    });

    it("is worked by the keyboard alone", async () => {
        const { page } = await open("changed");
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate("document.activeElement.textContent.trim()"), "Skip to the summary");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate("document.activeElement.closest('.danger') !== null"), true);
        await page.keyboard.press("Enter");
        await page.locator("#panel").waitFor({ state: "visible" });
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-label')"), "Close");
        await page.keyboard.press("Enter");
        await page.locator("#panel").waitFor({ state: "hidden" });
    });

    it("filters findings by status, level, rule and words", async () => {
        const { page } = await open("changed");
        const shown = () => page.locator("#findings .finding:visible").count();
        const bar = page.locator('[data-filters="findings"]');
        await page.locator("#unfold").click();
        assert.equal(await shown(), 3);
        await bar.getByLabel("gone").uncheck();
        assert.equal(await shown(), 2);
        assert.equal(await bar.locator("output").textContent(), "2 of 3");
        await bar.getByLabel("mandatory").uncheck();
        assert.equal(await shown(), 1);
        await bar.getByLabel("mandatory").check();
        await bar.getByLabel("Rule").selectOption("EKS-STORAGE-001");
        assert.equal(await shown(), 1);
        await bar.getByLabel("Rule").selectOption("");
        await bar.getByLabel("Find").fill("NO BACKUP");
        assert.equal(await shown(), 1);
        await bar.getByLabel("Find").fill("nothing has this");
        assert.equal(await shown(), 0);
        assert.equal(await page.locator("#findings details:visible").count(), 0);
    });

    it("filters changes by operation, and finds any resource by its name", async () => {
        const { page } = await open("changed");
        const bar = page.locator('[data-filters="changes"]');
        await bar.getByLabel("updated").uncheck();
        assert.equal(await page.locator("#changes .change:visible").count(), 3);
        await page.locator("#resource-query").fill("general-group");
        const first = page.locator("#resource-list a").first();
        await first.click();
        await page.locator("#panel").waitFor({ state: "visible" });
        assert.match(await page.locator("#panel").innerText(), /m7g\.xlarge/);
    });

    it("makes the picture larger and smaller", async () => {
        const { page } = await open("prod");
        const width = async () => Number(await page.locator("#stack-picture").getAttribute("width"));
        const before = await width();
        await page.locator('[data-zoom="in"]').click();
        assert.ok((await width()) > before);
        await page.locator('[data-zoom="fit"]').click();
        assert.ok((await width()) <= 1280);
    });

    it("prints all that is folded, without what is only for the screen", async () => {
        const { page } = await open("changed");
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.locator("nav").isVisible(), false);
        await page.evaluate("dispatchEvent(new Event('beforeprint'))");
        assert.equal(await page.locator("main details:not([open])").count(), 0);
        await page.evaluate("dispatchEvent(new Event('afterprint'))");
        assert.ok((await page.locator("main details:not([open])").count()) > 0);
        assert.ok((await page.pdf()).length > 10_000);
    });

    it("says all but the list of resources where scripts do not run", async () => {
        const { page } = await open("changed", { javaScript: false });
        const text = await page.locator("main").innerText();
        for (const words of [
            "its files go",
            "spec.replicas",
            "no backup policy names the file system",
            "5432/TCP",
            "+$62",
        ]) {
            assert.ok(text.includes(words), words);
        }
        assert.equal(await page.locator(".filters:visible, button:visible").count(), 0);
    });

    it("keeps hostile names text", async () => {
        const { page, requests, complaints } = await open("hostile");
        await page.locator("#unfold").click();
        const { page: harmless } = await open("changed");
        const count = (on: Page) =>
            on.evaluate(
                "[...document.querySelectorAll('script, img, style, iframe, object')].map(({ tagName }) => tagName).join()",
            );
        assert.equal(await count(page), await count(harmless));
        const listeners =
            "[...document.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes]).filter(({ name, value }) => name.startsWith('on') || /^\\s*javascript:/i.test(value)).map(({ name }) => name)";
        assert.deepEqual(await page.evaluate(listeners), []);
        const text = await page.evaluate("document.body.textContent + document.getElementById('data').textContent");
        for (const name of HOSTILE.filter((one) => /^[\x20-\x7e]+$/.test(one))) {
            assert.ok(
                String(text).includes(name) || String(text).includes(JSON.stringify(name).slice(1, -1)),
                name.slice(0, 80),
            );
        }
        await page.locator(".dangers .ref").first().click();
        await page.locator(".picture a").last().focus();
        await page.keyboard.press("Enter");
        await page.locator("#panel").waitFor({ state: "visible" });
        // Characters that turn or hide text are written out.
        const lines = String(text).split("\n");
        assert.equal(
            lines.findIndex((line) => line !== revealed(line)),
            -1,
        );
        assert.deepEqual({ requests, complaints }, { requests: [], complaints: [] });
    });
});
