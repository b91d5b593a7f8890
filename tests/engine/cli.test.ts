import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { parseDocument } from "yaml";
import type { Review } from "../../review/model/review";
import { projectRoot } from "../../toolchain/paths";

describe("platform", function () {
    this.timeout(120_000);
    let folder: string;
    const schema = JSON.parse(readFileSync(join(projectRoot(), "docs", "review.schema.json"), "utf8"));
    const isReview = new Ajv({ strict: false }).compile(schema);

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-cli-"));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** Runs the command in a world without credentials: an empty home and no AWS variable. */
    function platform(args: readonly string[], prefix: readonly string[] = []): SpawnSyncReturns<string> {
        const [command = "", ...rest] = [
            ...prefix,
            process.execPath,
            join(projectRoot(), "bin", "platform.mjs"),
            ...args,
        ];
        const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
        return spawnSync(command, rest, {
            encoding: "utf8",
            cwd: folder,
            maxBuffer: 64 * 1024 * 1024,
            env: {
                ...Object.fromEntries(inherited),
                EKS_PLATFORM_CACHE: process.env.EKS_PLATFORM_CACHE ?? defaultCache(),
                EKS_PLATFORM_HOME: join(folder, "home"),
                HOME: join(folder, "user"),
                NO_COLOR: "1",
            },
        });
    }

    /** What a run printed for a program, which is as the published schema says. */
    function review({ stdout }: SpawnSyncReturns<string>): Review {
        const document: Review = JSON.parse(stdout);
        assert.ok(isReview(document), JSON.stringify(isReview.errors));
        return document;
    }

    /** Writes prod's settings with one value changed, and gives the file's path. */
    function prodWith(path: readonly string[], value: unknown): string {
        const document = parseDocument(readFileSync(join(projectRoot(), "Pulumi.prod.yaml"), "utf8"));
        document.setIn(["config", ...path], value);
        const file = join(folder, "Pulumi.changed.yaml");
        writeFileSync(file, document.toString());
        return file;
    }

    it("previews prod in a network namespace without interfaces, and leaves nothing behind", () => {
        const namespace = ["unshare", ...(process.getuid?.() === 0 ? [] : ["--map-root-user"]), "--net"];
        const allowed = spawnSync(namespace[0] ?? "", [...namespace.slice(1), "true"]).status === 0;
        assert.ok(allowed, "needs the right to make network namespaces: root, or unprivileged user namespaces");
        const run = platform(["preview", "prod", "--offline", "--json"], namespace);
        assert.equal(run.status, 0, run.stderr);
        const { changes, unknownOutputs, findings, resources } = review(run);
        assert.ok((changes.create ?? 0) > 120, `${changes.create} resources`);
        assert.equal(resources.length, changes.create);
        assert.ok(resources.some(({ dependencies }) => dependencies.length > 0));
        assert.equal(unknownOutputs, 0);
        // Of published charts there is advice, which is their own authors' to follow. Where charts are not on this machine, the
        // preview says so; there is nothing else to say.
        const ours = findings.filter(({ level, urn }) => level === "mandatory" || !/:Release::/.test(urn ?? ""));
        const open = findings.some(({ rule }) => rule === "helm-rendered") ? ["undetermined-relation"] : [];
        assert.deepEqual(
            ours.filter(({ rule }) => !open.includes(rule)),
            [],
        );
        assert.doesNotMatch(run.stderr, /plugin|download/i);
        assert.deepEqual(
            readdirSync(folder).filter((name) => name === "home"),
            [],
        );
    });

    it("previews local without a violation or advice, so that what a preview does show is news", () => {
        const run = platform(["preview", "local", "--offline", "--json"]);
        assert.equal(run.status, 0, run.stderr);
        assert.deepEqual(review(run).findings, []);
    });

    const insecure: readonly [what: string, path: readonly string[], value: unknown, resource: RegExp, rule: string][] =
        [
            [
                "a public endpoint open to the world",
                ["eks-platform:cluster", "endpoint"],
                { access: "public-cidrs", publicCidrs: ["0.0.0.0/0"] },
                /aws:eks:Cluster .*eksCluster/,
                "eks-public-endpoint",
            ],
            [
                "an unencrypted storage class",
                ["eks-platform:storage", "tiers", "standard", "encrypted"],
                false,
                /StorageClass .*standard/,
                "storage-class-encrypted",
            ],
        ];
    for (const [what, path, value, resource, rule] of insecure) {
        it(`refuses ${what}, and names the resource and the rule`, () => {
            const run = platform(["preview", "prod", "--offline", "--config-file", prodWith(path, value)]);
            assert.notEqual(run.status, 0, run.stdout);
            assert.match(run.stdout, new RegExp(`Policy violations \\(mandatory\\)\\n\\s+${rule}:`));
            assert.match(run.stdout, resource);
        });
    }

    it("reports every fault of a malformed stack at once, without a stack trace and before the engine starts", () => {
        const file = join(folder, "Pulumi.malformed.yaml");
        writeFileSync(file, "config:\n  eks-platform:protect: maybe\n  eks-platform:netwrok: {}\n");
        const run = platform(["preview", "prod", "--offline", "--config-file", file]);
        assert.equal(run.status, 1);
        assert.equal(run.stdout, "");
        assert.match(run.stderr, /eks-platform:protect[\s\S]*received: +"maybe"[\s\S]*allowed: +true or false/);
        assert.match(run.stderr, /netwrok[\s\S]*Did you mean "eks-platform:network"/);
        assert.doesNotMatch(run.stderr, /^\s+at /m);
    });

    it("answers a program that asked for JSON with one document, also where nothing could be started", () => {
        const run = platform(["up", "staging", "--offline", "--json"]);
        const { changes, errors } = review(run);
        assert.equal(run.status, 1);
        assert.deepEqual(changes, {});
        assert.match(errors[0] ?? "", /Pulumi\.staging\.yaml does not exist/);
    });

    it("runs pulumi with a private stack's backend and passphrase, and drift and refresh that expect nothing change no state", function () {
        this.timeout(300_000);
        const up = platform(["up", "local", "--offline"]);
        assert.equal(up.status, 0, up.stderr);
        assert.match(up.stdout, /^ {2}\+ +\d+ +retail-store +\d+ Service/m);
        const exported = () => platform(["pulumi", "--offline", "--", "stack", "export"]).stdout;
        const state = exported();
        assert.ok(JSON.parse(state).deployment.resources.length > 100);
        for (const look of [["drift"], ["refresh", "--expect-no-changes"]]) {
            const run = platform([...look, "local", "--offline"]);
            assert.equal(run.status, 0, run.stderr);
            assert.match(run.stdout, /^drift local: none/m);
        }
        assert.equal(exported(), state);
        assert.equal(platform(["pulumi", "--offline", "--", "stack", "nonsense"]).status, 1);
        assert.match(
            platform(["pulumi", "--offline", "--", "up", "--yes"]).stderr,
            /Next step: npm run up -- local --offline/,
        );
        assert.match(
            platform(["pulumi", "--stack", "dev", "--offline", "--", "stack"]).stderr,
            /no state on this machine/,
        );
    });

    it("tells the version of this clone", () => {
        const { version } = JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8"));
        assert.equal(platform(["--version"]).stdout, `${version}\n`);
    });

    it("refuses options that would have no effect", () => {
        assert.match(
            platform(["preview", "prod", "--json", "--diff"]).stderr,
            /preview takes --diff or --json, not both/,
        );
        assert.match(platform(["destroy", "dev", "--expect-no-changes"]).stderr, /has no option/);
        assert.match(platform(["refresh", "dev", "--policy-config", "levels.json"]).stderr, /has no option/);
    });

    it("names the file of a stack that does not exist", () => {
        const run = platform(["preview", "staging", "--offline"]);
        assert.equal(run.status, 1);
        assert.match(run.stderr, /Pulumi\.staging\.yaml does not exist[\s\S]*Next step/);
    });

    it("refuses a policy config that names no rule, which CrossGuard accepts in silence", () => {
        const file = join(folder, "levels.json");
        writeFileSync(file, '{"psa-privilegd": "mandatory"}');
        const run = platform(["preview", "prod", "--offline", "--policy-config", file]);
        assert.equal(run.status, 1);
        assert.match(run.stderr, /psa-privilegd[\s\S]*Did you mean psa-privileged/);
    });
});

function defaultCache(): string {
    return join(process.env.XDG_CACHE_HOME || join(process.env.HOME ?? "", ".cache"), "eks-platform");
}
