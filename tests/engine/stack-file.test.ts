import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyProject } from "../../cli/engine/project-copy";
import { ConfigError, readStackFile } from "../../components/config";
import { parseText } from "../../components/config/raw-config";
import { resolveTools } from "../../toolchain";

/** What may stand in a stack's file: every form of text, numbers, truth values, nothing, merges and aliases. */
const SETTINGS = `
config:
  eks-platform:region: eu-west-1
  protect: true
  eks-platform:tags: &tags
    quoted: "0027"
    single: '2024-01-01'
    date: "2024-01-01T00:00:00Z"
    colon: 12:30:45
    yes: yes
    off: off
    version: 1.2.3
    noDay: 2026-02-30
    noMonth: 2024-13-01
    noHour: 2024-01-01T24:00:00Z
    noZone: 2024-01-01T10:00:00+25:00
    escaped: "a\\u2028b\\Nc"
    str: !!str 1.10
    folded: >-
      two
      lines
    literal: |
      a: 1
    8080: key
  eks-platform:helm: { timeoutSeconds: 600, half: 0.5, negative: -3, none: ~, empty: , flag: false }
  eks-platform:network: { <<: *tags, off: "on", list: [*tags, [], {}] }
`;

/** Values that the engine reads as something else than their text. */
const AMBIGUOUS = [
    "1.10",
    "0027",
    "08",
    "0x1F",
    "0o17",
    "0b11",
    "1e3",
    "1_000",
    "12345678901234567890",
    "2024-01-01",
    "2024-02-29",
    "2024-01-01T10:00:00+23:60",
    "True",
];

/** What the engine reads as something else than it seems to say, each in the map of a key. */
const DECEPTIVE = ['"<<": { a: b }', "!!str <<: { a: b }", '"a": "b\u0085c"', "a: b # c\u2028    d: e"];

describe("The engine and a stack's file", function () {
    this.timeout(60_000);
    let folder: string;
    let pulumi: string;

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-config-"));
        pulumi = (await resolveTools(["pulumi"])).pulumi.path;
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** Runs the engine's command line on a project of this test. */
    function engine(directory: string): (...args: string[]) => string {
        const state = join(directory, "state");
        mkdirSync(state, { recursive: true });
        const env = {
            ...process.env,
            PULUMI_BACKEND_URL: `file://${state}`,
            PULUMI_CONFIG_PASSPHRASE: "a passphrase of a test",
            PULUMI_HOME: join(directory, "home"),
            PULUMI_SKIP_UPDATE_CHECK: "true",
        };
        const run = (...args: string[]) =>
            execFileSync(pulumi, args, { cwd: directory, env, encoding: "utf8", stdio: "pipe" });
        run("stack", "init", "test");
        return run;
    }

    /** The configuration as the engine gives it to a program. */
    function engineValues(directory: string): Record<string, unknown> {
        const run = engine(directory);
        const config: Record<string, { value?: string }> = JSON.parse(run("config", "--stack", "test", "--json"));
        return Object.fromEntries(Object.entries(config).map(([key, { value }]) => [key, parseText(value ?? "")]));
    }

    function project(name: string, settings: string): { directory: string; file: string } {
        const directory = join(folder, name);
        mkdirSync(directory);
        writeFileSync(join(directory, "Pulumi.yaml"), "name: eks-platform\nruntime: nodejs\n");
        const file = join(directory, "Pulumi.test.yaml");
        writeFileSync(file, settings);
        return { directory, file };
    }

    it("agree with the command line's reader", () => {
        const { directory, file } = project("plain", SETTINGS);
        const { values, faults } = readStackFile(file, "test");
        assert.deepEqual(faults, []);
        assert.deepEqual(engineValues(directory), values);
    });

    it("agree in the copy of an offline session, too", () => {
        const { file } = project("original", SETTINGS);
        const copy = join(folder, "copy");
        copyProject("test", file, copy);
        writeFileSync(join(copy, "Pulumi.yaml"), "name: eks-platform\nruntime: nodejs\n");
        assert.deepEqual(engineValues(copy), readStackFile(file, "test").values);
    });

    it("keep the line that tells editors their schema when the engine rewrites them", () => {
        const line = "# yaml-language-server: $schema=./stack.schema.json\n";
        const { directory, file } = project("schema", `${line}${SETTINGS}`);
        const run = engine(directory);
        run("config", "set", "--stack", "test", "protect", "true");
        run("config", "set", "--stack", "test", "--path", "eks-platform:helm.mirror", "./charts");
        run("config", "set", "--stack", "test", "--secret", "--path", "eks-platform:services.a.b.env.KEY", "s3cret");
        run("config", "rm", "--stack", "test", "protect");
        assert.ok(readFileSync(file, "utf8").startsWith(line));
    });

    it("differ about the text of exactly what the command line refuses (cases 110 113 115 118 119)", () => {
        const tags = AMBIGUOUS.map((text, index) => `t${index}: ${text}`);
        const { directory, file } = project("ambiguous", `config:\n  eks-platform:tags: { ${tags.join(", ")} }\n`);
        const { faults = [] } = readStackFile(file, "test");
        assert.deepEqual(
            faults.map(({ path, received }) => `${path}: ${received}`),
            AMBIGUOUS.map((text, index) => `eks-platform:tags.t${index}: ${text}`),
        );
        const tagsOfEngine = Object.values(engineValues(directory)["eks-platform:tags"] ?? {}).map(String);
        for (const text of AMBIGUOUS) {
            assert.ok(!tagsOfEngine.includes(text), text);
        }
    });

    it("differ about a merge in quotes and other ends of lines, which the command line refuses", () => {
        for (const [index, entry] of DECEPTIVE.entries()) {
            const settings = `config:\n  eks-platform:tags:\n    ${entry}\n`;
            const { directory, file } = project(`deceptive${index}`, settings);
            const said = () => readStackFile(file, "test").faults ?? [];
            assert.ok(isRefused(said), entry);
            const tags = engineValues(directory)["eks-platform:tags"];
            assert.deepEqual(tags, [{ a: "b" }, { a: "b" }, { a: "b c" }, { a: "b", d: "e" }][index]);
        }
    });
});

function isRefused(faults: () => readonly unknown[]): boolean {
    try {
        return faults().length > 0;
    } catch (error) {
        return error instanceof ConfigError;
    }
}
