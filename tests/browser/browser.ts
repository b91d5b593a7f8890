import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Review } from "../../review/model/review";
import { htmlReport } from "../../review/views/html/html-report";
import { findBrowser, NO_BROWSER } from "../../toolchain/find-browser";

export interface View {
    readonly width?: number;
    readonly theme?: "light" | "dark";
    readonly javaScript?: boolean;
}

/** A page that is open, and what a browser has to say of it. */
export interface OpenPage {
    readonly page: Page;
    /** Addresses that the page asked for, its own file apart. */
    readonly requests: readonly string[];
    /** What was written to the console, thrown, or shown as a dialog. */
    readonly complaints: readonly string[];
}

/** One browser for all tests; pages are written to files, as a user opens them. */
export class Pages {
    private browser: Browser | undefined;
    private readonly folder = mkdtempSync(join(tmpdir(), "eks-platform-pages-"));
    private readonly files = new Map<string, string>();

    async start(): Promise<void> {
        const executablePath = findBrowser();
        assert.ok(executablePath !== undefined, NO_BROWSER);
        // A sandbox needs a user of its own, which root is not.
        const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
        this.browser = await chromium.launch({ executablePath, args });
    }

    async stop(): Promise<void> {
        await this.browser?.close();
        rmSync(this.folder, { recursive: true, force: true });
    }

    /** Opens the report of a review, which is written once under its name. */
    async open(name: string, review: () => Review, view: View = {}): Promise<OpenPage> {
        assert.ok(this.browser);
        const { width = 1280, theme = "light", javaScript = true } = view;
        const context = await this.browser.newContext({
            viewport: { width, height: 800 },
            colorScheme: theme,
            javaScriptEnabled: javaScript,
        });
        const page = await context.newPage();
        const requests: string[] = [];
        const complaints: string[] = [];
        const file = await this.write(name, review);
        page.on("request", (request) => {
            if (request.url().split("#")[0] !== file && !request.url().startsWith("data:")) {
                requests.push(request.url());
            }
        });
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(error.message));
        page.on("dialog", (dialog) => {
            complaints.push(`dialog: ${dialog.message()}`);
            dialog.dismiss().catch(() => undefined);
        });
        await page.goto(file);
        return { page, requests, complaints };
    }

    private async write(name: string, review: () => Review): Promise<string> {
        const known = this.files.get(name);
        if (known !== undefined) {
            return known;
        }
        const path = join(this.folder, `${name}.html`);
        writeFileSync(path, await htmlReport(review(), new Date("2026-11-28T01:00:00Z")));
        const file = pathToFileURL(path).href;
        this.files.set(name, file);
        return file;
    }
}
