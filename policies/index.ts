import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "./analyzer/analyzer";
import { serveAnalyzer } from "./analyzer/server";
import { chartOpener } from "./chart-opener";

async function main(): Promise<void> {
    const { version }: { version: string } = JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8"));
    const analyzer = new Analyzer(chartOpener(process.env));
    const port = await serveAnalyzer({ name: "eks-platform", version }, analyzer);
    // The engine reads the port, and all else that the pack prints it shows to the user.
    process.stdout.write(`${port}\n`);
}

void main();
