import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser, NO_BROWSER } from "../toolchain/find-browser";
import { projectRoot } from "../toolchain/paths";

/** What the picture's change does to prod: something of each kind, a node group that goes among them. */
const EDITS: readonly (readonly [before: string, after: string])[] = [
    ["retail-store: { replicas: 3 }", "retail-store: { replicas: 4 }"],
    ["    general:\n      instanceTypes: [m7g.xlarge]", "    batch:\n      instanceTypes: [m7g.2xlarge]"],
    ["flowLogRetentionDays: 365", "flowLogRetentionDays: 90"],
];

/** Makes docs/report.png: the report page of a change, made in a clone by the command that the README shows. */
async function main(): Promise<void> {
    const executablePath = findBrowser();
    if (executablePath === undefined) {
        throw new Error(`Nothing can draw ${NO_BROWSER}.`);
    }
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-picture-"));
    try {
        const clone = join(folder, "eks-platform");
        execFileSync("git", ["clone", "--quiet", projectRoot(), clone]);
        symlinkSync(join(projectRoot(), "node_modules"), join(clone, "node_modules"));
        const settings = join(clone, "Pulumi.prod.yaml");
        writeFileSync(settings, edited(readFileSync(settings, "utf8")));
        const page = join(folder, "report.html");
        preview(clone, page);
        await draw(executablePath, page);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

function edited(text: string): string {
    return EDITS.reduce((all, [before, after]) => {
        if (!all.includes(before)) {
            throw new Error(`Pulumi.prod.yaml has no ${before} any more: write another edit.`);
        }
        return all.replace(before, after);
    }, text);
}

/** The change costs data, which the command says by its exit code. */
function preview(clone: string, page: string): void {
    const args = ["bin/platform.mjs", "report", "prod", "--offline", "--since", "HEAD", "--output", page];
    try {
        execFileSync(process.execPath, args, { cwd: clone, stdio: "inherit" });
    } catch (error) {
        if (Object(error).status !== 3) {
            throw error;
        }
    }
}

async function draw(executablePath: string, page: string): Promise<void> {
    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const browser = await chromium.launch({ executablePath, args });
    try {
        const tab = await browser.newPage({ viewport: { width: 1600, height: 1480 }, colorScheme: "light" });
        await tab.goto(pathToFileURL(page).href);
        await tab.screenshot({ path: join(projectRoot(), "docs", "report.png") });
    } finally {
        await browser.close();
    }
}

void main();
