import assert from "node:assert/strict";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";
import { PolicyAnalyze, stackExport, stateOf } from "./support/analyze";
import { type Data, edit } from "./support/edit";
import { compliantPod, WORKLOAD_KINDS, workload } from "./support/workloads";

describe("The pack under pulumi policy analyze", function () {
    this.timeout(120_000);
    let analyze: PolicyAnalyze;

    before(async function () {
        this.timeout(900_000);
        analyze = await PolicyAnalyze.prepare();
    });
    after(() => analyze.remove());

    const judge = (resources: readonly Data[], config: string) =>
        analyze.run(analyze.write("state.json", stackExport(resources)), config);
    const preset = (name: string) => join(projectRoot(), "policies", "presets", `${name}.json`);
    const podState = (pod: Data): Data => {
        const [kind] = WORKLOAD_KINDS;
        assert(kind);
        const { type, props } = workload(kind, pod);
        return stateOf(type, "web", props);
    };

    it("refuses a privileged pod with exit code and rule, in prod as in dev, and never shows a secret", () => {
        const env = [{ name: "DB_PASSWORD", value: "hunter2" }];
        const privileged = edit(compliantPod, "spec.containers[0].securityContext.privileged", true);
        for (const name of ["prod", "dev"]) {
            const { status, violations, output } = judge(
                [podState(edit(privileged, "spec.containers[0].env", env))],
                preset(name),
            );
            assert.notEqual(status, 0);
            const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
            const rules = mandatory.map(({ policyName }) => policyName);
            assert(rules.includes("psa-privileged") && rules.includes("secret-in-environment"), rules.join());
            assert.doesNotMatch(output, /hunter2/);
        }
    });

    it("lets a rule be switched off by its configuration, and takes its version from there", () => {
        const probe = edit(compliantPod, "spec.containers[0].livenessProbe.httpGet.host", "10.0.0.1");
        const rulesOf = (settings: object) =>
            judge([podState(probe)], analyze.write("config.json", settings)).violations.map(
                ({ policyName }) => policyName,
            );
        const rule = "psa-hostProbesAndHostLifecycle";
        assert(rulesOf({}).includes(rule));
        assert(!rulesOf({ [rule]: "disabled" }).includes(rule));
        assert(!rulesOf({ [rule]: { version: "v1.33" } }).includes(rule));
    });

    it("refuses a version of the standards that does not exist", () => {
        const config = analyze.write("config.json", { "psa-privileged": { version: "v1.24" } });
        const { status, output } = judge([podState(compliantPod)], config);
        assert.notEqual(status, 0);
        assert.match(output, /psa-privileged.*version/s);
    });
});
