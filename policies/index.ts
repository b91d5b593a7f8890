import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "./analyzer/analyzer";
import { serveAnalyzer } from "./analyzer/server";
import { chartOpener, FETCH_CHARTS } from "./sources/chart-opener";

async function main(): Promise<void> {
    const { version }: { version: string } = JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8"));
    const analyzer = new Analyzer(chartOpener({ fetch: process.env[FETCH_CHARTS] === "true" }));
    const port = await serveAnalyzer({ name: "eks-platform", version }, analyzer);
    // The engine reads the port, and all else that the pack prints it shows to the user.
    process.stdout.write(`${port}\n`);
}

void main();
