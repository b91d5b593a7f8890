import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { installPolicyAnalyzer, resolveTools } from "../../toolchain";
import { projectRoot } from "../../toolchain/paths";
import { type Data, edit } from "./support/edit";
import { COMPLIANT_POD, WORKLOAD_KINDS, workload } from "./support/workloads";

const STACK = "urn:pulumi:dev::shop::";
const PROVIDER = `${STACK}pulumi:providers:kubernetes::k8s`;

/** A policy event of `pulumi policy analyze --json`. */
interface Violation {
    readonly policyName: string;
    readonly resourceUrn: string;
    readonly enforcementLevel: string;
    readonly message: string;
}

describe("The pack under pulumi policy analyze", function () {
    this.timeout(120_000);
    let pulumi: string;
    let folder: string;

    before(async function () {
        this.timeout(900_000);
        const tools = await resolveTools(["pulumi"]);
        pulumi = tools.pulumi.path;
        folder = mkdtempSync(join(tmpdir(), "eks-platform-policies-"));
        await installPolicyAnalyzer(tools.pulumi, { pulumiHome: folder });
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function analyze(resources: readonly Data[], config: string) {
        const state = join(folder, "state.json");
        const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
        const all = [
            { urn: `${STACK}pulumi:pulumi:Stack::shop-dev`, custom: false, type: "pulumi:pulumi:Stack" },
            { urn: PROVIDER, custom: true, id: "1", type: "pulumi:providers:kubernetes", inputs: {}, outputs: {} },
            ...resources,
        ];
        writeFileSync(state, JSON.stringify({ version: 3, deployment: { manifest, resources: all } }));
        const run = spawnSync(
            pulumi,
            [
                ...["policy", "analyze", "--json", "--file", state],
                ...["--policy-pack", join(projectRoot(), "policies"), "--policy-pack-config", config],
            ],
            {
                encoding: "utf8",
                env: {
                    ...process.env,
                    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
                    PULUMI_HOME: folder,
                    PULUMI_SKIP_UPDATE_CHECK: "true",
                },
            },
        );
        return { status: run.status, violations: violationsIn(run.stdout), output: run.stdout + run.stderr };
    }

    const preset = (name: string) => join(projectRoot(), "policies", "presets", `${name}.json`);
    const stateOf = (pod: Data, index = 0): Data => {
        const kind = WORKLOAD_KINDS[index];
        assert(kind);
        const { type, props } = workload(kind, pod);
        return {
            urn: `${STACK}${type}::web`,
            custom: true,
            id: "shop/web",
            type,
            provider: `${PROVIDER}::1`,
            inputs: props,
            outputs: {},
        };
    };

    it("passes a workload that complies", () => {
        const deployment = WORKLOAD_KINDS.findIndex(({ type }) => type.endsWith("apps/v1:Deployment"));
        const complete = edit(stateOf(COMPLIANT_POD, deployment), "inputs.spec.selector.matchLabels", { app: "web" });
        const { status, violations, output } = analyze([complete], preset("prod"));
        assert.deepEqual([status, violations], [0, []], output);
    });

    it("refuses a privileged pod with exit code and rule, in prod as in dev, and never shows a secret", () => {
        const env = [{ name: "DB_PASSWORD", value: "hunter2" }];
        const privileged = edit(COMPLIANT_POD, "spec.containers[0].securityContext.privileged", true);
        for (const name of ["prod", "dev"]) {
            const { status, violations, output } = analyze(
                [stateOf(edit(privileged, "spec.containers[0].env", env))],
                preset(name),
            );
            assert.notEqual(status, 0);
            const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
            assert.deepEqual(mandatory.map(({ policyName }) => policyName).sort(), [
                "psa-privileged",
                "secret-in-environment",
            ]);
            assert.doesNotMatch(output, /hunter2/);
        }
    });

    it("lets a rule be switched off by its configuration, and takes its version from there", () => {
        const config = join(folder, "config.json");
        const probe = edit(COMPLIANT_POD, "spec.containers[0].livenessProbe.httpGet.host", "10.0.0.1");
        const rulesOf = (settings: object) => {
            writeFileSync(config, JSON.stringify(settings));
            return analyze([stateOf(probe)], config).violations.map(({ policyName }) => policyName);
        };
        const rule = "psa-hostProbesAndHostLifecycle";
        assert(rulesOf({}).includes(rule));
        assert(!rulesOf({ [rule]: "disabled" }).includes(rule));
        assert(!rulesOf({ [rule]: { version: "v1.33" } }).includes(rule));
    });

    it("refuses a version of the standards that does not exist", () => {
        const config = join(folder, "config.json");
        writeFileSync(config, JSON.stringify({ "psa-privileged": { version: "v1.24" } }));
        const { status, output } = analyze([stateOf(COMPLIANT_POD)], config);
        assert.notEqual(status, 0);
        assert.match(output, /psa-privileged.*version/s);
    });
});

function violationsIn(stdout: string): readonly Violation[] {
    const events = stdout
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line): { policyEvent?: Violation } => JSON.parse(line));
    return events.flatMap(({ policyEvent }) => policyEvent ?? []);
}
