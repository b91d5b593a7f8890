import assert from "node:assert/strict";
import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
    appendFileSync,
    cpSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { nameOf } from "../../core/engine/urn";
import type { Review } from "../../review/model/review";
import { projectRoot } from "../../toolchain/paths";

/** A cluster that AWS itself protects, and the engine does not. */
const SMALL = {
    region: "eu-west-1",
    cluster: { kind: "eks", name: "small", deletionProtection: true, endpoint: { publicCidrs: ["203.0.113.0/24"] } },
    nodeGroups: { a: { instanceTypes: ["m7g.large"], max: 3 } },
    calico: { enabled: false },
    ingress: { enabled: false },
    admission: { enabled: false },
};

const KUBECONFIG = stringify({
    ...{ apiVersion: "v1", kind: "Config" },
    clusters: [{ name: "other", cluster: { server: "https://127.0.0.1:1" } }],
    users: [{ name: "other", user: { token: "t" } }],
    contexts: [{ name: "other", context: { cluster: "other", user: "other" } }],
});

function stackFileOf(config: Readonly<Record<string, unknown>>): string {
    const entries = Object.entries(config).map(([key, value]) => [`eks-platform:${key}`, value]);
    return stringify({ config: Object.fromEntries(entries) });
}

describe("platform preview --since", function () {
    this.timeout(300_000);
    let folder: string;
    let repository: string;
    let project: string;

    /** A repository with this project in a folder of it, twice committed. */
    before(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "eks-platform-since-")));
        repository = join(folder, "repository");
        project = join(repository, "infra", "eks");
        cpSync(projectRoot(), project, {
            recursive: true,
            filter: (path) => !/\/(node_modules|\.git|\.platform|tests)$/.test(path),
        });
        symlinkSync(join(projectRoot(), "node_modules"), join(project, "node_modules"));
        git("init", "--quiet", "--initial-branch", "main");
        edit("components/program.ts", (text) => `throw new Error("of an earlier time");\n${text}`);
        writeFileSync(join(project, "Pulumi.small.yaml"), stackFileOf(SMALL));
        writeFileSync(join(project, "kubeconfig"), KUBECONFIG);
        commit("a base that fails");
        edit("components/program.ts", (text) => text.slice(text.indexOf("\n") + 1));
        rmSync(join(project, "Pulumi.dev.yaml"));
        commit("without the stack dev");
        cpSync(join(projectRoot(), "Pulumi.dev.yaml"), join(project, "Pulumi.dev.yaml"));
        git("checkout", "--quiet", "--detach");
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function git(...args: readonly string[]): string {
        const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        return execFileSync("git", ["-C", repository, ...identity, ...args], {
            encoding: "utf8",
            stdio: "pipe",
        }).trim();
    }

    function commit(message: string): void {
        git("add", "-A");
        git("commit", "--quiet", "--message", message);
    }

    function edit(file: string, change: (text: string) => string): void {
        const path = join(project, file);
        writeFileSync(path, change(readFileSync(path, "utf8")));
    }

    function preview(...args: readonly string[]): SpawnSyncReturns<string> {
        return spawnSync(process.execPath, [join(project, "bin", "platform.mjs"), "preview", ...args], {
            cwd: folder,
            encoding: "utf8",
            maxBuffer: 64 * 1024 * 1024,
            env: { ...process.env, EKS_PLATFORM_HOME: join(folder, "home"), TMPDIR: join(folder), NO_COLOR: "1" },
        });
    }

    it("shows what the working tree changes, names the base, and leaves the checkout as it is", () => {
        appendFileSync(join(project, "Pulumi.local.yaml"), "# A comment changes nothing.\n");
        edit("Pulumi.local.yaml", (text) =>
            text.replace(/^config:\n/m, "config:\n  eks-platform:namespaces: { shop: { quota: { pods: 7 } } }\n"),
        );
        const traces = () => [
            git("status", "--porcelain"),
            readdirSync(join(repository, ".git"), { recursive: true }).length,
            readFileSync(join(repository, ".git", "index")),
        ];
        const before = traces();
        const run = preview("local", "--offline", "--json", "--since");
        assert.equal(run.status, 0, run.stderr + run.stdout.slice(0, 2000));
        const review: Review = JSON.parse(run.stdout);
        assert.deepEqual(review.base, { revision: "where HEAD left main", commit: git("rev-parse", "HEAD") });
        assert.equal(review.hasUncommitted, true);
        assert.deepEqual(review.notChecked, []);
        const made = review.steps.map(({ op, urn }) => `${op} ${nameOf(urn)}`);
        assert.ok(made.includes("create platform-namespaces-shop-quota"), made.join(", "));
        assert.ok(made.length < 15 && made.every((step) => /shop|platform-namespaces/.test(step)), made.join(", "));
        assert.deepEqual(
            review.findings.filter(({ status }) => status !== "present"),
            [],
        );
        assert.deepEqual(traces(), before);
        assert.deepEqual(
            readdirSync(folder).filter((name) => name.startsWith("eks-platform-preview")),
            [],
        );
    });

    it("shows nothing where the stack's file and the program differ in comments alone", () => {
        git("checkout", "--quiet", "--", "infra/eks/Pulumi.local.yaml");
        edit("Pulumi.prod.yaml", (text) => `# Another comment.\n${text.replace(/^ *# .*\n/m, "")}`);
        edit("components/platform.ts", (text) => `// Another comment.\n${text}`);
        edit("apps/index.ts", (text) => `/* Another comment. */\n${text}`);
        const run = preview("prod", "--offline", "--json", "--since", "HEAD");
        git("checkout", "--quiet", "--", "infra/eks");
        assert.equal(run.status, 0, run.stderr);
        const { base, steps, dangers, findings, changes, reach, cost }: Review = JSON.parse(run.stdout);
        assert.equal(base?.revision, "HEAD");
        assert.deepEqual([steps, dangers, Object.keys(changes)], [[], [], ["same"]]);
        assert.deepEqual(
            [...findings, ...(reach?.edges ?? [])].filter(({ status }) => status !== "present"),
            [],
        );
        assert.equal(cost?.before, cost?.monthly);
    });

    it("shows what the program changes: another version of a chart, and keys that rotate more often", () => {
        edit("components/addons/metrics-server/index.ts", (text) =>
            text.replace('version: "3.13.1"', 'version: "3.13.2"'),
        );
        edit("components/encryption/encryption-key.ts", (text) =>
            text.replace(
                "enableKeyRotation: true,",
                "enableKeyRotation: true,\n                rotationPeriodInDays: 180,",
            ),
        );
        const run = preview("prod", "--offline", "--json", "--since", "HEAD");
        git("checkout", "--quiet", "--", "infra/eks");
        assert.equal(run.status, 0, run.stderr);
        const { steps, dangers, versions, notChecked }: Review = JSON.parse(run.stdout);
        const told = steps.flatMap(({ op, urn, type, changes }) => {
            const paths = changes.map(({ path }) => path);
            return paths.length === 0 ? [] : [`${op} ${type} ${nameOf(urn)}: ${paths.join(", ")}`];
        });
        assert.deepEqual(told.toSorted(), [
            ...["backup-points", "foundation-cluster-secrets", "foundation-logs", "foundation-volumes"].map(
                (purpose) => `update aws:kms/key:Key platform-${purpose}-key-key: rotationPeriodInDays`,
            ),
            "update kubernetes:helm.sh/v3:Release platform-metrics-server-chart-release: version",
        ]);
        assert.deepEqual(dangers, []);
        assert.ok(!notChecked.some((line) => line.includes("whether the update goes through")), notChecked.join("; "));
        const chart = versions.find(({ kind, name }) => kind === "chart" && name === "metrics-server");
        assert.deepEqual([chart?.base, chart?.pinned], ["3.13.1", "3.13.2"]);
    });

    it("shows what the documentation says that it shows", () => {
        git("checkout", "--quiet", "--", "infra/eks/Pulumi.local.yaml");
        edit("Pulumi.prod.yaml", (text) => text.replace("max: 12", "max: 14"));
        const run = preview("prod", "--offline", "--no-rehearsal", "--since", "HEAD");
        git("checkout", "--quiet", "--", "infra/eks/Pulumi.prod.yaml");
        assert.equal(run.status, 0, run.stderr);
        const page = readFileSync(join(projectRoot(), "docs", "preview.md"), "utf8");
        const [, , , sample = ""] = page.slice(page.indexOf("\n## A change\n")).split("```\n");
        const lines = (text: string) => text.split("\n").map((line) => line.replace(/[\d.]+ s$/, "... s"));
        const shown = lines(sample).filter((line) => line !== "" && line !== "...");
        assert.ok(shown.length > 3);
        assert.deepEqual(
            shown.filter((line) => !lines(run.stdout).includes(line)),
            [],
        );
    });

    it("fails where the update would, which no preview can see: it is tried on a copy of the world", () => {
        const cluster = { kind: "existing", context: "other", kubeconfig: join(project, "kubeconfig") };
        writeFileSync(join(project, "Pulumi.small.yaml"), stackFileOf({ cluster, admission: { enabled: false } }));
        const run = preview("small", "--offline", "--json", "--since", "HEAD");
        const { exitCode, dangers, steps }: Review = JSON.parse(run.stdout);
        assert.deepEqual([run.status, exitCode], [1, 1], run.stderr);
        const [first, ...others] = dangers;
        assert.equal(first?.kind, "refused");
        assert.equal(nameOf(first?.urn ?? ""), "platform-foundation-cluster-eks-eksCluster");
        assert.match(first?.causes[0] ?? "", /cluster:Cluster small has deletion protection/);
        assert.ok(others.every(({ kind }) => kind !== "refused"));
        assert.ok(steps.some(({ op, urn }) => op === "delete" && urn === first?.urn));
        git("checkout", "--quiet", "--", "infra/eks/Pulumi.small.yaml");
    });

    it("shows the whole stack where the base does not come up, and says so in one sentence", () => {
        const run = preview("local", "--offline", "--json", "--since", "HEAD~1");
        const review: Review = JSON.parse(run.stdout);
        assert.equal(run.status, 0, run.stderr);
        assert.equal(review.base, undefined);
        assert.match(
            run.stderr,
            /no base to compare with, so the whole stack is shown: HEAD~1 \(\w+\) does not come up: Error: of an earlier time/,
        );
        assert.match(review.notChecked[0] ?? "", /^what the change alone does: .*of an earlier time/);
        assert.ok((review.changes.create ?? 0) > 100);
    });

    it("shows the whole stack where the base does not have it", () => {
        const run = preview("dev", "--offline", "--no-rehearsal", "--since", "HEAD");
        assert.match(run.stderr, /HEAD \(\w+\) has no stack dev: there is no infra\/eks\/Pulumi\.dev\.yaml in it/);
        assert.match(run.stdout, /resources {2}\+ \d{3} create/);
    });

    it("is for simulated providers: elsewhere a preview compares with what runs", () => {
        const run = preview("prod", "--since", "HEAD");
        assert.equal(run.status, 1);
        assert.match(
            run.stderr,
            /--since makes the stack of a revision on simulated providers, and prod is to be previewed on AWS.*\nNext step: add --offline/,
        );
    });

    it("refuses a revision that nobody knows before anything is started", () => {
        const run = preview("prod", "--offline", "--since", "mian");
        assert.equal(run.status, 1);
        assert.match(run.stderr, /"mian", which is no branch, tag or commit of this clone.\nNext step: /);
        assert.doesNotMatch(run.stderr, /^\s+at /m);
    });
});
