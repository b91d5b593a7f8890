import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ConfigError, loadConfig, readStackFile, secretPaths } from "../../../components/config";
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
                for (const mention of mentions) {
                    assert.match(error.message, mention);
                }
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

    /** The faults of the values that stand in the file. */
    const valueFaults = (text: string) => read(text).faults ?? [];
    const inEnv = (entry: string) => `config:\n  eks-platform:services: { shop: { api: { env: { ${entry} } } } }\n`;

    it("merges maps, and keeps what is written out", () => {
        const { values, faults } = read(
            "config:\n  a:base: &base { cpu: 1, memory: 2 }\n  a:more: { <<: *base, memory: 3 }\n  a:all: { <<: [{ cpu: 9 }, *base] }\n",
        );
        assert.deepEqual(faults, []);
        assert.deepEqual(values["a:more"], { cpu: 1, memory: 3 });
        assert.deepEqual(values["a:all"], { cpu: 9, memory: 2 });
    });

    const AMBIGUOUS = {
        "a version number (case 110)": "APP_VERSION: 1.10",
        "an exponent (case 113)": "SHA: 1e3",
        "a hexadecimal number (case 113)": "HEX: 0x1F",
        "a date (case 115)": "SINCE: 2024-01-01",
        "a number with a leading zero (case 118)": "UMASK: 0027",
        "a number with underscores (case 119)": "LIMIT: 1_000",
        "a number that is too long to be kept": "ID: 12345678901234567890",
        "an infinite number": "MAX: .inf",
        "a truth value in capitals": "DEBUG: True",
        "a tag": "DEBUG: !!float 1",
        "a number as a key": "1.10: a",
        "nothing as a key": "null: a",
        "a lone exclamation mark, which is no tag": "APP_VERSION: ! 1.10",
    };
    for (const [what, entry] of Object.entries(AMBIGUOUS)) {
        it(`has a fault where the engine reads something else than is written: ${what}`, () => {
            const [fault] = valueFaults(inEnv(entry));
            const key = entry.split(":")[0] ?? "";
            assert.equal(fault?.path, `eks-platform:services.shop.api.env.${key}`);
            assert.deepEqual(valueFaults(inEnv(`"${key}": "${entry.split(" ").at(-1)}"`)), []);
        });
    }

    it("has a fault for a number that is not decimal also where a number is meant (case 118)", () => {
        const faults = valueFaults("config:\n  eks-platform:services: { shop: { api: { replicas: 010 } } }\n");
        assert.deepEqual(
            faults.map(({ path, received }) => `${path} ${received}`),
            ["eks-platform:services.shop.api.replicas 010"],
        );
    });

    it("shows such a value once, in one report with all other faults", () => {
        const raw = read(
            "config:\n  cluster: { kind: embedded, name: 1_0 }\n  applications: { x: 0x1 }\n  helm: { timeoutSeconds: 1e3 }\n",
        );
        assert.throws(
            () => loadConfig(raw, { today: TODAY }),
            (error) => {
                assert.ok(error instanceof ConfigError);
                const paths = error.faults.map(({ path }) => path);
                assert.deepEqual(paths.toSorted(), [...new Set(paths)].toSorted());
                for (const path of ["cluster.name", "applications.x", "helm.timeoutSeconds"]) {
                    assert.ok(paths.includes(`eks-platform:${path}`), path);
                }
                return true;
            },
        );
    });

    for (const [what, entry] of [
        ["in double quotes", '"<<": { a: b }'],
        ["in single quotes", "'<<': { a: b }"],
        ["by an escape", '"\\x3c<": { a: b }'],
        ["by a tag", "!!str <<: { a: b }"],
    ] as const) {
        it(`has a fault for a key << ${what}, which the engine takes for a merge all the same`, () => {
            const [fault, ...others] = valueFaults(inEnv(entry));
            assert.deepEqual(others, []);
            assert.equal(fault?.path, 'eks-platform:services.shop.api.env["<<"]');
            assert.match(`${fault?.allowed}`, /merge/);
        });
    }

    it("has a fault for a second merge in a map, which the engine takes for the same key twice", () => {
        const [fault, ...others] = valueFaults(inEnv("<<: { a: b }, c: d, <<: { e: f }"));
        assert.deepEqual(others, []);
        assert.equal(fault?.path, 'eks-platform:services.shop.api.env["<<"]');
        assert.match(`${fault?.next}`, /list/);
    });

    for (const [name, character] of [
        ["U+0085", "\u0085"],
        ["U+2028", "\u2028"],
        ["U+2029", "\u2029"],
        ["U+0007", "\u0007"],
        ["U+0000", "\0"],
        ["U+007F", "\u007f"],
        ["U+FFFF", "\uffff"],
        ["U+000D", "\r"],
    ] as const) {
        it(`is refused with line and column where ${name} stands in it, which the engine refuses or ends a line at`, () => {
            const places = [`a: "b${character}c"`, `a: b # ${character}c`, `a: |\n    b${character}c`];
            for (const place of places) {
                refuses(`config:\n  ${place}\n`, /Pulumi\.test\.yaml:[23]:\d/, new RegExp(name.replace("+", "\\+")));
            }
        });
    }

    it("may hold every other character, and these by their escapes", () => {
        const { values, faults } = read('config:\r\n  a:b: "ü\u00a0\ufeff😀\t\\u2028\\N\\a"\r\n');
        assert.deepEqual(faults, []);
        assert.equal(values["a:b"], "ü\u00a0\ufeff😀\t\u2028\u0085\u0007");
    });

    it("has a fault for an alias that stands in what it names", () => {
        const [fault] = valueFaults("config:\n  eks-platform:tags: &a { team: *a }\n");
        assert.equal(fault?.path, "eks-platform:tags.team");
        assert.equal(fault?.received, "*a");
    });

    it("has a fault for an alias of what is not there", () => {
        const [fault] = valueFaults("config:\n  eks-platform:tags: *a\n");
        assert.equal(fault?.path, "eks-platform:tags");
        assert.match(fault?.allowed ?? "", /earlier in the file/);
    });

    it("has a fault when the engine cannot hand it on, with its largest key (case 130)", () => {
        const files = (length: number) =>
            valueFaults(
                `config:\n  eks-platform:services: { shop: { api: { files: { /a: "${"x".repeat(length)}" } } } }\n  eks-platform:tags: { a: b }\n`,
            );
        assert.deepEqual(files(120_000), []);
        const [fault] = files(138_240);
        assert.equal(fault?.path, "eks-platform:services");
        assert.match(`${fault?.received} ${fault?.allowed}`, /136 KiB.*128 KiB/);
    });

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
        assert.deepEqual(secretPaths(raw.values), [["eks-platform:helm", "mirror"]]);
    });
});

describe("The stacks of this repository", () => {
    const stacks = readdirSync(ROOT).flatMap((file) => /^Pulumi\.(\w+)\.yaml$/.exec(file)?.[1] ?? []);

    it("are local, dev and prod at least", () => {
        for (const stack of ["local", "dev", "prod"]) {
            assert.ok(stacks.includes(stack), stack);
        }
    });

    for (const stack of stacks) {
        it(`load without a fault or a warning: ${stack}`, () => {
            const config = loadConfig(readStackFile(join(ROOT, `Pulumi.${stack}.yaml`), stack), { today: TODAY });
            assert.deepEqual(config.warnings, []);
        });
    }
});
