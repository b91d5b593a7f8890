import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instanceTypes } from "../../../../core/facts/aws/instance-types";
import { instancePrice, unitPrice, type VolumePart, volumePrice } from "../../../../core/facts/aws/prices";
import { priceFiles } from "../../../../core/facts/aws/prices/derive/files";
import { parseGoPrices } from "../../../../core/facts/aws/prices/derive/karpenter";
import { instancePrices, type Pages } from "../../../../core/facts/aws/prices/derive/pages";
import { renewPrices } from "../../../../core/facts/aws/prices/derive/renew";
import { servedRegions } from "../../../../core/facts/aws/regions";
import { projectRoot } from "../../../../toolchain/paths";

const FOLDER = join(projectRoot(), "core/facts/aws/prices");

/** On-demand prices as the catalog of SkyPilot has them, which asks AWS's API and not its pages; read in 2026. */
const SKYPILOT = [
    "us-east-1 a1.2xlarge 0.204, us-east-1 c1.medium 0.13, us-east-1 m6i.metal 6.144, us-east-1 m6id.12xlarge 2.8476",
    "eu-west-1 a1.large 0.0576, eu-west-1 c1.xlarge 0.592, eu-west-1 c3.4xlarge 0.956, eu-west-1 m6i.metal 6.848",
    "eu-west-1 m6i.xlarge 0.214, eu-west-1 m6id.12xlarge 3.1752, eu-west-1 m6id.2xlarge 0.5292, eu-west-1 m6id.24xlarge 6.3504",
    "eu-central-1 c3.8xlarge 2.064, eu-central-1 m6i.xlarge 0.23, eu-central-1 m6id.16xlarge 4.5696, eu-west-2 m6i.xlarge 0.222",
    "eu-north-1 m6i.xlarge 0.204, ap-southeast-2 m6id.12xlarge 3.5784, us-west-2 m6id.24xlarge 5.6952, sa-east-1 m9z.large -",
]
    .join(", ")
    .split(", ")
    .map((row) => row.split(" "));

/** A GB and month of volumes as AWS's Price List API answered on 2026-09-21: gp3, gp2, io1, st1, sc1, standard. */
const PRICE_LIST_API: Readonly<Record<string, readonly number[]>> = {
    "us-east-1": [0.08, 0.1, 0.125, 0.045, 0.015, 0.05],
    "us-west-1": [0.096, 0.12, 0.138, 0.054, 0.018, 0.08],
    "eu-west-1": [0.088, 0.11, 0.138, 0.05, 0.0168, 0.055],
    "eu-central-1": [0.0952, 0.119, 0.149, 0.054, 0.018, 0.059],
    "eu-north-1": [0.0836, 0.1045, 0.1311, 0.0475, 0.01596, 0.05225],
    "ap-northeast-1": [0.096, 0.12, 0.142, 0.054, 0.018, 0.08],
    "ap-south-1": [0.0912, 0.114, 0.131, 0.051, 0.0174, 0.08],
    "sa-east-1": [0.152, 0.19, 0.238, 0.086, 0.0288, 0.12],
    "us-gov-west-1": [0.096, 0.12, 0.15, 0.054, 0.018, 0.065],
};

function pageOf(published: string, prices: Readonly<Record<string, string>>) {
    const rows = Object.entries(prices).map(([name, price]) => [
        `${name} row`,
        { price, "Instance Type": name, vCPU: "2" },
    ]);
    return {
        manifest: { hawkFilePublicationDate: `${published}T22:41:22Z` },
        regions: { Somewhere: Object.fromEntries(rows) },
    };
}

function goTable(published: string, region: string, prices: string): string {
    return `// generated at ${published}T13:44:30Z for ${region}\n\nvar X = map[string]map[T]float64{\n\t"${region}": {\n\t\t// a family\n\t\t${prices}\n\t},\n}\n`;
}

function familiesOf(files: ReturnType<typeof priceFiles>, region: string): unknown {
    return files.find(({ name }) => name === `instances/${region}.json`)?.content.families;
}

describe("Prices of AWS", () => {
    it("of instances are those of a list that was gathered in another way", () => {
        for (const [region = "", type = "", usd] of SKYPILOT) {
            assert.equal(instancePrice(type, region)?.usd, usd === "-" ? undefined : Number(usd), `${region} ${type}`);
        }
    });

    it("of volumes are what AWS's Price List API answers, as far as cents go", () => {
        const parts: readonly VolumePart[] = ["gp3", "gp2", "io1", "st1", "sc1", "standard"];
        for (const [region, answered] of Object.entries(PRICE_LIST_API)) {
            const ours = parts.map((part) => Number(volumePrice(part, region)?.usd.toFixed(4)));
            assert.deepEqual(
                ours,
                answered.map((usd) => Number(usd.toFixed(4))),
                region,
            );
        }
    });

    it("of what is typed by hand are the constants of public estimators", () => {
        const month = (name: Parameters<typeof unitPrice>[0]) =>
            (730 * (unitPrice(name, "us-east-1")?.usd ?? 0)).toFixed(2);
        assert.deepEqual(
            [
                month("nat-gateway"),
                month("load-balancer"),
                month("public-ipv4"),
                month("eks-cluster"),
                month("eks-cluster-extended"),
            ],
            ["32.85", "16.43", "3.65", "73.00", "438.00"],
        );
    });

    it("are of types that the region offers, and of no other", () => {
        for (const file of readdirSync(join(FOLDER, "instances"))) {
            const { families }: { families: Record<string, string> } = JSON.parse(
                readFileSync(join(FOLDER, "instances", file), "utf8"),
            );
            const region = file.replace(".json", "");
            assert.ok(servedRegions().includes(region), region);
            for (const [family, sizes] of Object.entries(families)) {
                const words = sizes.split(" ");
                for (let at = 0; at < words.length; at += 2) {
                    assert.ok(
                        instanceTypes().get(`${family}.${words[at]}`)?.regions.has(region),
                        `${region} ${family}.${words[at]}`,
                    );
                    assert.ok(Number(words[at + 1]) > 0, `${region} ${family}.${words[at]}`);
                }
            }
        }
    });

    it("are none for names from outside, also those that every object has", () => {
        for (const name of ["constructor", "__proto__.large", "m7g.constructor", "m7g", "", "../x"]) {
            assert.equal(instancePrice(name, "eu-west-1"), undefined);
            assert.equal(instancePrice("m7g.large", name), undefined);
            assert.equal(volumePrice("gp3", name), undefined);
            assert.equal(unitPrice("nat-gateway", name), undefined);
        }
    });

    it("that are the same everywhere are so in the partition aws, and not said of others", () => {
        assert.equal(unitPrice("public-ipv4", "ap-southeast-6")?.usd, 0.005);
        assert.equal(unitPrice("public-ipv4", "us-gov-west-1"), undefined);
        assert.equal(unitPrice("public-ipv4", "nowhere-1"), undefined);
    });

    it("typed by hand are all read by something that prices", () => {
        const sources = ["review/cost", "core/facts/aws/prices"]
            .flatMap((folder) =>
                readdirSync(join(projectRoot(), folder), { recursive: true, encoding: "utf8" }).map((name) =>
                    join(projectRoot(), folder, name),
                ),
            )
            .filter((file) => file.endsWith(".ts"))
            .map((file) => readFileSync(file, "utf8"))
            .join("");
        const names = Object.keys(JSON.parse(readFileSync(join(FOLDER, "units.json"), "utf8")));
        assert.deepEqual(
            names.filter((name) => !sources.includes(`"${name}"`)),
            [],
        );
    });
});

describe("Renewing the prices of AWS", () => {
    it("reads AWS's pages, both generations of instances in one", () => {
        const pages: Pages = new Map([
            [
                "eu-west-1-ondemand.json",
                pageOf("2026-11-01", { "m7g.large": "0.0910000000", "m7g.gratis": "0.0000000000" }),
            ],
            ["eu-west-1-previousgen-ondemand.json", pageOf("2026-10-01", { "c1.medium": "0.1480000000" })],
        ]);
        const found = instancePrices(pages, "eu-west-1");
        assert.equal(found?.published, "2026-10-01");
        assert.deepEqual(
            [...(found?.prices ?? [])],
            [
                ["m7g.large", 0.091],
                ["c1.medium", 0.148],
            ],
        );
        assert.equal(instancePrices(pages, "eu-west-2"), undefined);
    });

    it("reads the tables that Karpenter is built with", () => {
        const found = parseGoPrices(
            goTable("2026-07-20", "us-east-1", '"m7g.large": 0.081600, "u-6tb1.56xlarge": 46.403910,'),
        );
        assert.equal(found.get("us-east-1")?.published, "2026-07-20");
        assert.deepEqual(
            [...(found.get("us-east-1")?.prices ?? [])],
            [
                ["m7g.large", 0.0816],
                ["u-6tb1.56xlarge", 46.40391],
            ],
        );
        assert.throws(() => parseGoPrices("package pricing"), /no day/);
    });

    it("takes the newer of two sources, and leaves out what has moved since the older one", () => {
        const pages: Pages = new Map([
            ["us-east-1-ondemand.json", pageOf("2025-04-04", { "m7g.large": "0.0816", "p5.48xlarge": "98.32" })],
            ["eu-west-1-ondemand.json", pageOf("2025-04-04", { "m7g.large": "0.091", "p5.48xlarge": "112" })],
        ]);
        const regions = parseGoPrices(goTable("2026-07-20", "us-east-1", '"m7g.large": 0.0816, "p5.48xlarge": 55.04'));
        const files = priceFiles(pages, { version: "v1", regions });
        assert.deepEqual(familiesOf(files, "us-east-1"), { m7g: "large 0.0816", p5: "48xlarge 55.04" });
        assert.deepEqual(familiesOf(files, "eu-west-1"), { m7g: "large 0.091" });
        assert.deepEqual(familiesOf(priceFiles(pages, undefined), "us-east-1"), {
            m7g: "large 0.0816",
            p5: "48xlarge 98.32",
        });
    });

    it("says which source cannot be had, and writes what the other one has, but nothing that is older", async () => {
        const folder = mkdtempSync(join(tmpdir(), "eks-platform-prices-"));
        const said: string[] = [];
        const renew = (published: string | undefined, price = "0.0816") =>
            renewPrices(
                folder,
                {
                    "AWS's price pages": () =>
                        Promise.reject(new TypeError("fetch failed", { cause: new Error("no such host") })),
                    "Karpenter's prices": async () => {
                        assert.ok(published, "go is not here");
                        return {
                            version: "v1",
                            regions: parseGoPrices(goTable(published, "us-east-1", `"m7g.large": ${price},`)),
                        };
                    },
                },
                (text) => said.push(text),
            );
        const read = () => JSON.parse(readFileSync(join(folder, "instances/us-east-1.json"), "utf8"));
        try {
            assert.deepEqual(await renew("2026-07-20"), ["instances/us-east-1.json"]);
            assert.deepEqual(read().families, { m7g: "large 0.0816" });
            assert.deepEqual(await renew("2026-07-20"), []);
            assert.deepEqual(await renew("2025-01-01", "9"), []);
            assert.deepEqual(await renew(undefined), []);
            assert.deepEqual(read().families, { m7g: "large 0.0816" });
            assert.deepEqual(await renew("2026-09-01", "0.09"), ["instances/us-east-1.json"]);
            assert.equal(read().families.m7g, "large 0.09");
            assert.equal(said.filter((text) => text === "AWS's price pages cannot be had: no such host").length, 5);
            assert.ok(said.includes("Karpenter's prices cannot be had: go is not here"));
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });

    it("refuses a page that is another one", () => {
        const pages: Pages = new Map([["eu-west-1-ondemand.json", { manifest: {}, regions: {} }]]);
        assert.throws(() => instancePrices(pages, "eu-west-1"), /hawkFilePublicationDate/);
    });
});
