import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { ConfigError, loadConfig, readStackFile } from "../../../components/config";
import { SECTIONS } from "../../../components/config/sections";
import { TODAY } from "./valid";

const ROOT = resolve(__dirname, "../../..");

describe("A stack's file", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "stack-file-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    const read = (text: string | Uint8Array) => {
        const path = join(folder, "Pulumi.test.yaml");
        writeFileSync(path, text);
        return readStackFile(path, "test");
    };
    const refuses = (text: string | Uint8Array, ...mentions: RegExp[]) => {
        assert.throws(
            () => read(text),
            (error) => {
                assert.ok(error instanceof ConfigError);
                for (const mention of mentions) assert.match(error.message, mention);
                return true;
            },
        );
    };

    it("gives keys with their namespace, and those without one the project's", () => {
        const { values } = read("config:\n  eks-platform:region: eu-west-1\n  protect: true\n");
        assert.deepEqual(values, { "eks-platform:region": "eu-west-1", "eks-platform:protect": true });
    });

    it("is read the same after the engine has rewritten its values as text", () => {
        const { values } = read('config:\n  eks-platform:protect: "true"\n  eks-platform:calico: \'{"replicas":1}\'\n');
        assert.deepEqual(values, { "eks-platform:protect": true, "eks-platform:calico": { replicas: 1 } });
    });

    it("may be empty", () => {
        assert.deepEqual(read("").values, {});
    });

    it("is refused with line and column when it is not YAML", () => {
        refuses("config:\n  eks-platform:region: [eu-west-1\n", /Pulumi\.test\.yaml:3:1/);
    });

    it("is refused with line and column when a key stands twice", () => {
        refuses("config:\n  a:b: 1\n  a:b: 2\n", /Pulumi\.test\.yaml:3:3/, /unique/);
    });

    it("is refused when it is a list", () => refuses("- a\n", /a map with the keys config/));

    it("is refused when config is not a map", () => refuses("config: [1]\n", /a map of keys and values/));

    it("is refused when a key of the file is misspelt", () => refuses("confg: {}\n", /Did you mean "config"\?/));

    it("is refused when it is not text", () => refuses(new Uint8Array([0xff, 0xfe, 0x00]), /UTF-8/));

    it("is refused when aliases multiply it", () => {
        const levels = Array.from(
            { length: 9 },
            (_, n) =>
                `l${n}: &l${n} [${Array(9)
                    .fill(n ? `*l${n - 1}` : "x")
                    .join(", ")}]`,
        );
        refuses(`${levels.join("\n")}\nconfig: {}\n`, /aliases/);
    });

    it("is refused when it is absent, with the next step", () => {
        assert.throws(() => readStackFile(join(folder, "Pulumi.none.yaml"), "none"), /no such file/);
    });

    it("never gives a ciphertext for a value", () => {
        const raw = read("config:\n  eks-platform:helm:\n    mirror: {secure: AAABAJ}\n");
        assert.equal(JSON.stringify(raw.values).includes("AAABAJ"), false);
        assert.deepEqual(raw.secretKeys, ["eks-platform:helm"]);
    });
});

describe("The stacks of this repository", () => {
    const stacks = readdirSync(ROOT).flatMap((file) => /^Pulumi\.(\w+)\.yaml$/.exec(file)?.[1] ?? []);

    it("are local, dev and prod at least", () => {
        for (const stack of ["local", "dev", "prod"]) assert.ok(stacks.includes(stack), stack);
    });

    for (const stack of stacks) {
        it(`load without a fault or a warning: ${stack}`, () => {
            const config = loadConfig(readStackFile(join(ROOT, `Pulumi.${stack}.yaml`), stack), { today: TODAY });
            assert.deepEqual(config.warnings, []);
        });
    }

    it("may use exactly the keys that Pulumi.yaml documents", () => {
        const project: { config: Record<string, { type: string; description: string; default?: unknown }> } = parse(
            readFileSync(join(ROOT, "Pulumi.yaml"), "utf8"),
        );
        assert.deepEqual(Object.keys(project.config).toSorted(), Object.keys(SECTIONS).toSorted());
        for (const [name, { description }] of Object.entries(project.config)) assert.ok(description, name);
    });

    it("have the same defaults in Pulumi.yaml, which the engine reads, as in the schema", () => {
        const project: { config: Record<string, { default?: unknown }> } = parse(
            readFileSync(join(ROOT, "Pulumi.yaml"), "utf8"),
        );
        for (const [name, schema] of Object.entries(SECTIONS)) {
            if (name === "cluster") continue;
            assert.deepEqual(schema.parse(project.config[name]?.default), schema.parse(undefined), name);
        }
    });
});
