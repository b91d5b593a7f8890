import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "./analyzer/analyzer";
import { serveAnalyzer } from "./analyzer/server";
import { chartOpener, FETCH_CHARTS } from "./sources/chart-opener";

/**
 * Serves the policy pack to engines.
 *
 * @returns the port on 127.0.0.1
 */
export async function servePack(): Promise<number> {
    const { version }: { version: string } = JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8"));
    const openRelease = chartOpener({ fetch: process.env[FETCH_CHARTS] === "true" });
    return serveAnalyzer({ name: "eks-platform", version }, () => new Analyzer(openRelease));
}
