import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { projectRoot } from "../../../toolchain/paths";

describe("platform check", function () {
    this.timeout(30_000);
    let folder: string;

    const GOOD =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: good}\nspec:\n  containers: [{name: app, image: nginx}]\n";
    const BAD = `${GOOD.replaceAll("good", "bad").trimEnd().slice(0, -2)}, securityContext: {privileged: true}}]\n`;
    const BROKEN = "apiVersion: v1\nkind: Pod\n\tmetadata: {}\n";

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-check-"));
        const files: Readonly<Record<string, string>> = {
            "good.yaml": GOOD,
            "nothing.yaml": "# nothing\n---\n",
            "bad.yaml": `# two objects\n${GOOD}---\n${BAD}`,
            "mixed/bad.yaml": BAD,
            "mixed/broken.yaml": BROKEN,
            "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
            "chart/templates/all.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n",
            "rules.json": JSON.stringify({ all: "disabled", "psa-privileged": "mandatory", "bare-pod": "advisory" }),
            "all.json": JSON.stringify({ all: "advisory" }),
            "misspelt.json": JSON.stringify({ "psa-privilegd": "mandatory" }),
            "exemptions.yaml": exemption("reason: It drives the disks of its node."),
            "careless.yaml": exemption("ticket: OPS-1"),
        };
        mkdirSync(join(folder, "mixed"));
        mkdirSync(join(folder, "chart", "templates"), { recursive: true });
        for (const [name, text] of Object.entries(files)) {
            writeFileSync(join(folder, name), text);
        }
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function exemption(line: string): string {
        const lines = ["exemptions:", "  - rule: psa-privileged", "    resource: {kind: Pod, name: bad}"];
        return [...lines, `    ${line}`, "    owner: storage", "    expires: 2099-12-31", ""].join("\n");
    }

    function check(args: readonly string[], input = ""): SpawnSyncReturns<string> {
        return platform(["--policy-config", "rules.json", ...args], input);
    }

    function platform(args: readonly string[], input = ""): SpawnSyncReturns<string> {
        const command = [join(projectRoot(), "bin", "platform.mjs"), "check", ...args];
        return spawnSync(process.execPath, command, { encoding: "utf8", cwd: folder, input });
    }

    it("puts manifests that name no namespace into the one of --namespace, as kubectl does", () => {
        const found = (...args: readonly string[]) =>
            JSON.parse(check(["good.yaml", "--format", "json", ...args]).stdout)[0].resource.namespace;
        assert.equal(found("--namespace", "shop"), "shop");
        assert.equal(found(), undefined);
    });

    it("says how to get helm where a chart cannot be rendered for want of it (case 053)", () => {
        const command = [join(projectRoot(), "bin", "platform.mjs"), "check", "chart"];
        const env = { ...process.env, PATH: folder, EKS_PLATFORM_CACHE: join(folder, "empty") };
        const run = spawnSync(process.execPath, command, { encoding: "utf8", cwd: folder, env });
        assert.equal(run.status, 2);
        assert.match(
            run.stderr,
            /^chart: the chart cannot be rendered: there is no helm on the PATH.*npm run doctor -- --install helm/m,
        );
        assert.doesNotMatch(run.stderr, /Mend the chart|helm template/);
    });

    it("ends with 0 where there is advice alone, and reports it", () => {
        const run = check(["good.yaml"]);
        assert.equal(run.status, 0, run.stderr);
        assert.match(run.stdout, /^good\.yaml\n {2}Pod good\n {4}advisory {2}bare-pod {2}good\.yaml:2:1\n/);
        assert.match(run.stdout, /\n0 violations, 1 advice in 1 of 1 resource \(1 file\)\n$/);
        assert.equal(run.stderr, "");
    });

    it("is without colours in a pipe unless they are forced, and then only where they are not forbidden", () => {
        const colored = (env: Readonly<Record<string, string>>) => {
            const { NO_COLOR: _no, FORCE_COLOR: _force, CI: _ci, ...rest } = process.env;
            const command = [join(projectRoot(), "bin", "platform.mjs"), "check", "good.yaml"];
            const options = { encoding: "utf8", cwd: folder, env: { ...rest, ...env } } as const;
            return spawnSync(process.execPath, command, options).stdout.includes("\u001b[");
        };
        assert.deepEqual(
            [{}, { CI: "1" }, { FORCE_COLOR: "1" }, { FORCE_COLOR: "0" }, { FORCE_COLOR: "1", NO_COLOR: "1" }].map(
                colored,
            ),
            [false, false, true, false, false],
        );
    });

    it("ends with 1 for a violation, and tells the line of the field", () => {
        const run = check(["bad.yaml", "--format", "json"]);
        assert.equal(run.status, 1, run.stderr);
        const violations = JSON.parse(run.stdout).filter(({ level }: { level: string }) => level === "mandatory");
        assert.deepEqual(violations[0].resource, { apiVersion: "v1", kind: "Pod", name: "bad" });
        assert.deepEqual([violations.length, violations[0].rule, violations[0].line], [1, "psa-privileged", 12]);
        assert.equal(violations[0].path, "spec.containers[0].securityContext.privileged");
    });

    it("ends with 2 where a file cannot be read, says where, and judges the rest all the same", () => {
        const run = check(["mixed", "--format", "json"]);
        assert.equal(run.status, 2, run.stderr);
        assert.match(run.stderr, /^mixed\/broken\.yaml:3:\d+: .*\. .+\n$/);
        assert.ok(JSON.parse(run.stdout).some(({ rule }: { rule: string }) => rule === "psa-privileged"));
    });

    it("reads manifests that are piped in", () => {
        const run = check(["--format", "json"], BAD);
        assert.equal(run.status, 1, run.stderr);
        assert.ok(JSON.parse(run.stdout).every(({ file }: { file: string }) => file === "-"));
    });

    it("ends with 2 where it found nothing to judge", () => {
        for (const input of ["", "# nothing\n"]) {
            const run = check(["--format", "json"], input);
            assert.equal(run.status, 2);
            assert.deepEqual(JSON.parse(run.stdout), []);
            assert.match(run.stderr, /^-: there is no resource in it/);
        }
    });

    it("ends with 2 where one of its inputs holds nothing to judge, and judges the others", () => {
        const run = check(["mixed/bad.yaml", "nothing.yaml", "./mixed/../good.yaml", "good.yaml"]);
        assert.equal(run.status, 2);
        assert.match(run.stderr, /^nothing\.yaml: there is no resource in it\..*\n$/);
        assert.match(run.stdout, /in 2 of 2 resources \(2 files\)/);
    });

    it("writes SARIF to a file, with paths that code scanning finds in the repository", () => {
        mkdirSync(join(folder, ".git"));
        const run = spawnSync(
            process.execPath,
            [
                join(projectRoot(), "bin", "platform.mjs"),
                ...["check", "bad.yaml", "--format", "sarif", "--output", "../found.sarif"],
                ...["--policy-config", "../rules.json"],
            ],
            { encoding: "utf8", cwd: join(folder, "mixed") },
        );
        assert.equal(run.status, 1, run.stderr);
        assert.equal(run.stdout, "");
        assert.match(run.stderr, /^1 violation, .*: \.\.\/found\.sarif\n$/);
        const log = JSON.parse(readFileSync(join(folder, "found.sarif"), "utf8"));
        const places = log.runs[0].results.map(
            (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
                result.locations[0]?.physicalLocation.artifactLocation.uri,
        );
        assert.ok(places.length > 0);
        assert.deepEqual([...new Set(places)], ["mixed/bad.yaml"]);
    });

    it("reports as JUnit XML and as Markdown", () => {
        const junit = check(["bad.yaml", "--format", "junit"]);
        assert.equal(junit.status, 1, junit.stderr);
        const parser = new XMLParser({ ignoreAttributes: false });
        assert.equal(parser.parse(junit.stdout).testsuites["@_failures"], "1");
        const markdown = check(["bad.yaml", "--format", "markdown"]);
        assert.match(markdown.stdout, /^\*\*1 violation, 2 advice in 2 of 2 resources \(1 file\)\*\*/);
    });

    it("lets exempt resources break the rule, and refuses an exemption without a reason", () => {
        assert.equal(check(["bad.yaml", "--exemptions", "exemptions.yaml"]).status, 0);
        const careless = check(["bad.yaml", "--exemptions", "careless.yaml"]);
        assert.equal(careless.status, 2);
        assert.match(careless.stderr, /careless\.yaml:2: exemptions\[0\]\.reason/);
        assert.equal(careless.stdout, "");
    });

    it("advises against Secrets with their values in files, though a stack of the same preset may have them", () => {
        const manifest = "apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: b}\nstringData: {password: x}\n";
        const rulesOf = (...args: readonly string[]) => {
            const { stdout } = platform(["--format", "json", ...args], manifest);
            return JSON.parse(stdout).flatMap(({ rule, level }: { rule: string; level: string }) =>
                rule === "secret-literal" ? [level] : [],
            );
        };
        assert.deepEqual(rulesOf(), ["advisory"]);
        assert.deepEqual(rulesOf("--policy-config", join(projectRoot(), "policies", "presets", "prod.json")), []);
    });

    it("shows no secret, neither of what it judges nor of what it cannot read", () => {
        const secret = "AKIAIOSFODNN7EXAMPLE";
        const manifests = [
            `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: ${secret}}\n`,
            `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\ndata: {AWS_ACCESS_KEY_ID: ${secret}}\n`,
            GOOD.replace("image: nginx", `image: nginx, env: [{name: PASSWORD, value: ${secret}}]`),
            `apiVersion: v1\nkind: Secret\nstringData: ${secret}\n`,
            `apiVersion: v1\nkind: Secret\nstringData: {password: ${secret}\n`,
        ];
        const run = platform(["--format", "json", "--policy-config", "all.json"], manifests.join("---\n"));
        assert.equal(run.status, 2, run.stdout);
        const rules = new Set(JSON.parse(run.stdout).map(({ rule }: { rule: string }) => rule));
        assert.ok(
            ["secret-literal", "secret-in-configmap", "secret-in-environment"].every((rule) => rules.has(rule)),
            [...rules].join(),
        );
        assert.ok(!`${run.stdout}${run.stderr}`.includes(secret));
    });

    it("judges the secrets that an export shows in plain text, and shows none of them", () => {
        const plain = (value: unknown) => ({
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            plaintext: JSON.stringify(value),
        });
        const image = `registry.example.com/${"internal-".repeat(20)}web:1`;
        const spec = plain({ containers: [{ name: "app", image, securityContext: { privileged: plain(true) } }] });
        const type = "kubernetes:core/v1:Pod";
        const urn = `urn:pulumi:dev::shop::${type}::web`;
        const inputs = { metadata: { name: plain("hunter2") }, spec };
        const state = { version: 3, deployment: { resources: [{ urn, type, inputs }] } };
        const run = platform(["--policy-config", "all.json", "--format", "json"], JSON.stringify(state));
        assert.equal(run.status, 0, run.stderr);
        const rules = JSON.parse(run.stdout).map(({ rule }: { rule: string }) => rule);
        assert.ok(
            ["psa-privileged", "image-digest"].every((rule) => rules.includes(rule)),
            rules.join(),
        );
        assert.match(run.stdout, /the image \W+secret/);
        assert.doesNotMatch(run.stdout + run.stderr, /hunter2|internal/);
    });

    const refused: readonly [what: string, args: readonly string[], message: RegExp][] = [
        [
            "an unknown option",
            ["good.yaml", "--fromat", "json"],
            /has no option --fromat; allowed: .*\nNext step: Did you mean --format\?/,
        ],
        [
            "an unknown format",
            ["good.yaml", "--format", "xml"],
            /--format is xml; allowed: report, json, sarif, junit, markdown/,
        ],
        ["a misspelt rule", ["good.yaml", "--policy-config", "misspelt.json"], /Did you mean psa-privileged\?/],
        ["a version that is none", ["good.yaml", "--kubernetes-version", "v1.36.1"], /write for example 1\.36/],
        ["--offline without a stack", ["good.yaml", "--offline"], /add --stack/],
        ["a stack together with files", ["good.yaml", "--stack", "prod"], /a run of their own/],
        [
            "values without a chart",
            ["good.yaml", "--values", "v.yaml"],
            /--values is for charts, and there is none in good\.yaml/,
        ],
        [
            "options of charts for a folder without one",
            ["mixed", "--values", "x.yaml", "--release-name", "web"],
            /--values, --release-name are for charts, and there is none in mixed\.\nNext step: name the folder with Chart\.yaml/s,
        ],
        [
            "options of charts for a stack, and all else that is wrong with the options",
            ["good.yaml", "--stack", "prod", "--values", "v.yaml", "--kubernetes-version", "latest"],
            /good\.yaml was named.*a run of their own.*--values.*--stack prod.*--kubernetes-version is latest/s,
        ],
        [
            "a chart that does not exist, and not for its values",
            ["no-chart", "--values", "v.yaml"],
            /^no-chart: there is no such file or folder.*\n$/,
        ],
        [
            "a folder for exemptions",
            ["good.yaml", "--exemptions", "mixed"],
            /settings\.exemptions.*a file that exists/s,
        ],
        [
            "a namespace that cannot be one",
            ["good.yaml", "--namespace", "My Shop"],
            /--namespace is My Shop; allowed: .*Next step: write for example shop/s,
        ],
        ["a file that does not exist", ["missing.yaml"], /missing\.yaml/],
        ["a file to write in a folder that does not exist", ["good.yaml", "--output", "no/x.json"], /no\/x\.json/],
    ];
    for (const [what, args, message] of refused) {
        it(`ends with 2 for ${what}, without a stack trace`, () => {
            const run = platform(args);
            assert.equal(run.status, 2, run.stdout);
            assert.match(run.stderr, message);
            assert.doesNotMatch(run.stderr, /^\s+at /m);
        });
    }

    it("does not mind a reader that has enough", () => {
        const many = Array.from({ length: 2_000 }, (_, index) => BAD.replace("bad", `bad-${index}`)).join("---\n");
        writeFileSync(join(folder, "many.yaml"), many);
        const platformCheck = `"${process.execPath}" "${join(projectRoot(), "bin", "platform.mjs")}" check`;
        const script = `{ ${platformCheck} many.yaml --format json --policy-config rules.json; echo $? > status; } | head -c 9`;
        const run = spawnSync("sh", ["-c", script], { encoding: "utf8", cwd: folder });
        assert.equal(run.stderr, "");
        assert.ok(existsSync(join(folder, "status")));
        assert.equal(readFileSync(join(folder, "status"), "utf8"), "1\n");
    });

    it("names what it passes over in a folder, and leaves out what --exclude names", () => {
        mkdirSync(join(folder, "repository", "testdata"), { recursive: true });
        const files = Array.from({ length: 12 }, (_, index) => `package-${String(index).padStart(2, "0")}.json`);
        for (const [name, text] of [
            ["good.yaml", GOOD],
            [join("testdata", "broken.yaml"), BROKEN],
            ["::error::.json", "{}"],
            ...files.map((file) => [file, '{"name": "shop"}'] as const),
        ] as const) {
            writeFileSync(join(folder, "repository", name), text);
        }
        assert.equal(check(["repository"]).status, 2);
        const run = check(["repository", "--exclude", "testdata/", "--exclude", "::error*"]);
        assert.equal(run.status, 0, run.stderr);
        assert.match(
            run.stderr,
            /^passed over, because it holds no Kubernetes objects: repository\/package-00\.json, .*, repository\/package-09\.json and 2 more\n$/,
        );
        assert.match(
            check(["good.yaml", "--exclude", "x"]).stderr,
            /--exclude leaves files out of folders, and good\.yaml is none/,
        );
    });
});
