import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Published } from "./pages";

const MODULE = "github.com/aws/karpenter-provider-aws";

/** Its tables of prices in USD, below the module. */
const FILES = ["zz_generated.pricing_aws.go", "zz_generated.pricing_aws_us_gov.go"].map((name) =>
    join("pkg/providers/pricing", name),
);

/** The prices that Karpenter's AWS provider is built with: on-demand instances with Linux in a few regions. */
export interface KarpenterPrices {
    readonly version: string;
    readonly regions: ReadonlyMap<string, Published>;
}

/**
 * Fetches Karpenter's module by the machine's go, which checks it against the public checksums.
 *
 * @throws Error where there is no go, or the module cannot be had
 */
export function fetchKarpenterPrices(): KarpenterPrices {
    // The module may ask for a newer Go than the one that downloads it; it is read here, not built, and go tells where it is all the same.
    const env = { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=mod" };
    const answer = run(["mod", "download", "-json", `${MODULE}@latest`], env);
    const { Version: version, Zip: zip, Error: error } = JSON.parse(answer) as Readonly<Record<string, string>>;
    if (version === undefined || zip === undefined) {
        throw new Error(error ?? "go mod download named no version");
    }
    const cache = execFileSync("go", ["env", "GOMODCACHE"], { encoding: "utf8" }).trim();
    const texts = FILES.map((file) => readFileSync(join(cache, `${MODULE}@${version}`, file), "utf8"));
    return { version, regions: new Map(texts.flatMap((text) => [...parseGoPrices(text)])) };
}

/** `go mod download -json` writes what it found, and its error beside it, to standard output; it may still exit with 1. */
function run(args: readonly string[], env: NodeJS.ProcessEnv): string {
    try {
        return execFileSync("go", args, { cwd: tmpdir(), env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
        const { stdout } = error as { readonly stdout?: string | null };
        if (!stdout?.trim()) {
            throw error;
        }
        return stdout;
    }
}

/** The tables in a Go file that Karpenter generated, by region, with the day on which it did. */
export function parseGoPrices(text: string): ReadonlyMap<string, Published> {
    const published = /^\/\/ generated at (\d{4}-\d\d-\d\d)T/m.exec(text)?.[1];
    if (published === undefined) {
        throw new Error("Karpenter's table of prices has no day on which it was generated");
    }
    const tables = [...text.matchAll(/^\t"([a-z0-9-]+)": \{\n(.*?)^\t\},?$/gms)];
    return new Map(
        tables.map(([, region = "", rows = ""]) => {
            const prices = [...rows.matchAll(/"([\w-]+\.[\w-]+)": ([\d.]+)/g)];
            return [
                region,
                { published, prices: new Map(prices.map(([, name = "", price]) => [name, Number(price)])) },
            ];
        }),
    );
}
