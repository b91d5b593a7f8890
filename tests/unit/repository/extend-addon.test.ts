import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ScratchCopy } from "./scratch";

/** A whole add-on, as docs/extend.md describes one; `without` leaves out one part of it. */
function description(name: string, without: "" | "edges" | "spelling" | "field" = ""): string {
    const edges = without === "edges" ? "[]" : "[apiServer]";
    return `import { apiServer } from "../../namespaces/network-edges";
import { defineAddon } from "../../addon-kit/addon";

export const addon = defineAddon({
    name: ${JSON.stringify(name)},
    title: "Is new.",
    chart: {
        name: ${JSON.stringify(name)},
        version: "1.0.0",
        repository: "https://charts.example",
        published: "2026-01-01",
    },
    phase: "services",
    clusters: ["eks"],
    options: ({ replicas }) => ({ replicas: replicas.describe("Replicas.") }),
    defaults: { small: { replicas: 1 }, full: { replicas: 2 } },
    ${without === "field" ? "" : `edges: () => { void apiServer; return ${edges}; },`}
    values: (_, { replicas }) => ({ ${without === "spelling" ? "replica" : "replicas"}: replicas }),
});
`;
}

/** What `npm run charts` writes of its chart. */
const KEY_FILE = {
    version: "1.0.0",
    needs: {
        images: ["registry.example/new:1.0.0"],
        serviceAccounts: ["new"],
        ports: [8080],
        calledByApiServer: [],
        callsApiServer: true,
        callsKubelets: false,
    },
    open: [],
    keys: ["replicas"],
};

describe("An add-on, ingress controller or EKS add-on that is added (docs/extend.md)", function () {
    this.timeout(300_000);
    let copy: ScratchCopy;

    before(() => {
        copy = new ScratchCopy([
            "apps",
            "cli",
            "components",
            "core",
            "docs",
            "local",
            "policies",
            "review",
            "tests",
            "toolchain",
        ]);
    });
    after(() => copy.close());

    const edit = (file: string, from: string, to: string) => {
        const text = readFileSync(copy.path(file), "utf8");
        assert.ok(text.includes(from), `${file} has no ${from}`);
        writeFileSync(copy.path(file), text.replace(from, to));
    };

    const addAddon = (name: string, without?: Parameters<typeof description>[1]) => {
        mkdirSync(copy.path("components", "addons", name));
        writeFileSync(copy.path("components", "addons", name, "index.ts"), description(name, without));
    };

    const listAddons = (names: readonly string[]) => {
        const list = "components/addons/index.ts";
        const imported = names.map((name, index) => `import { addon as new${index} } from "./${name}";\n`).join("");
        edit(list, "/** Every add-on.", `${imported}\n/** Every add-on.`);
        edit(
            list,
            "    externalDns,\n];",
            `    externalDns,\n${names.map((_, index) => `    new${index},\n`).join("")}];`,
        );
    };

    it("is noticed for each step of an add-on that was forgotten", () => {
        for (const name of ["whole", "without-key-file", "not-listed"]) {
            addAddon(name);
        }
        addAddon("without-edge", "edges");
        addAddon("misspelt", "spelling");
        listAddons(["whole", "without-key-file", "without-edge", "misspelt"]);
        for (const chart of ["whole", "without-edge", "misspelt"]) {
            const file = copy.path("components", "releases", "keys", `${chart}.json`);
            writeFileSync(file, JSON.stringify({ chart, ...KEY_FILE }));
        }
        const { stdout, stderr } = copy.run(
            join("node_modules", "mocha", "bin", "mocha.js"),
            "--reporter",
            "json",
            "tests/unit/addons/addons.test.ts",
        );
        const { passes, failures }: Record<"passes" | "failures", { title: string; err: { message?: string } }[]> =
            JSON.parse(stdout.slice(stdout.indexOf("{"))) ?? assert.fail(stderr);
        const failed = failures.map(({ title, err }) => `${title}\n${err.message}`).join("\n\n");
        for (const expected of [
            /has a folder of its name that is in the list[\s\S]*not-listed/,
            /has a key file of its version .*: without-key-file 1\.0\.0/,
            /may reach what it needs: without-edge on eks, full\n[\s\S]*no edge leads to the API server/,
            /may reach what it needs: misspelt on eks, small\n[\s\S]*the chart knows no value replica/,
        ]) {
            assert.match(failed, expected);
        }
        assert.deepEqual(
            failures.filter(({ title }) => title.includes("whole")),
            [],
        );
        assert.ok(passes.some(({ title }) => title.endsWith("may reach what it needs: whole on eks, full")));
    });

    it("is known everywhere once it is listed", () => {
        writeFileSync(
            copy.path("known.ts"),
            `import { loadConfig } from "./components/config";
import { stackCharts } from "./components/addons/stack-addons";
import { generatedFiles } from "./docs/generators/files";
const values = (more: object) => ({
    stack: "test",
    values: {
        "eks-platform:region": "eu-west-1",
        "eks-platform:cluster": { kind: "eks", name: "test" },
        "eks-platform:nodeGroups": { system: { instanceTypes: ["m7g.large"], max: 3 } },
        ...more,
    },
});
const today = { today: new Date("2026-11-20") };
const config = loadConfig(values({ "eks-platform:addons": { whole: { replicas: 3 } } }), today);
let fault = "";
try {
    loadConfig(values({ "eks-platform:namespaces": { whole: {} } }), today);
} catch (error) {
    fault = String(error);
}
const files = generatedFiles();
console.log(JSON.stringify({
    chart: stackCharts(config).some(({ name }) => name === "whole"),
    reserved: fault.includes("eks-platform:namespaces.whole"),
    configuration: files["docs/configuration.md"]?.includes("whole.replicas"),
    page: files["docs/addons.md"]?.includes("https://charts.example"),
}));
`,
        );
        const { stdout, stderr } = copy.run("--require", "./bin/register.cjs", "known.ts");
        assert.deepEqual(JSON.parse(stdout || JSON.stringify(stderr)), {
            chart: true,
            reserved: true,
            configuration: true,
            page: true,
        });
    });

    it("does not compile where a description lacks a field, a controller its definition, an EKS add-on a build", () => {
        addAddon("without-field", "field");
        edit(
            "components/config/sections/ingress.ts",
            'CONTROLLERS = ["traefik"]',
            'CONTROLLERS = ["traefik", "other"]',
        );
        edit(
            "components/cluster/managed-addons/index.ts",
            "    coredns,",
            '    "without-build": { title: "Is new.", stage: "after-nodes" },\n    coredns,',
        );
        edit("components/cluster/managed-addons/names.ts", '    "coredns",', '    "without-build",\n    "coredns",');
        writeFileSync(
            copy.path("tsconfig.json"),
            readFileSync(copy.path("tsconfig.json"), "utf8").replace(
                /"include": \[[^\]]*\]/,
                '"include": ["components"]',
            ),
        );
        const { stdout } = copy.run(
            join("node_modules", "tsc7", "bin", "tsc"),
            "-p",
            "tsconfig.json",
            "--pretty",
            "false",
        );
        assert.match(stdout, /^components\/addons\/without-field\/index\.ts.*error/m);
        assert.match(stdout, /^components\/ingress\/controllers\/index\.ts.*'other' is missing/m);
        assert.match(
            stdout,
            /^components\/cluster\/managed-addons\/build-of\.ts[\s\S]*Property '"without-build"' is missing/m,
        );
    });
});
