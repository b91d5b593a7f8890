import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { describe as describeFinding } from "../../policies/judging/describe";
import { judgeAll } from "../../policies/judging/judge-all";
import type { Judged } from "../../policies/judging/judged";
import { load } from "../../policies/sources";
import { chartOpener } from "../../policies/sources/chart-opener";
import { AWS_CASES } from "./cases/aws";
import { KUBERNETES_CASES } from "./cases/kubernetes";
import { POD_SECURITY_CASES } from "./cases/pod-security";
import { POD_CASES } from "./cases/pods";
import { PolicyAnalyze, stackExport, stateOf, type Violation } from "./support/analyze";
import { type Data, edit } from "./support/edit";
import { compliantPod, WORKLOAD_KINDS, workload } from "./support/workloads";

/** Every breach of every rule's cases, each as a resource of one stack; pods take turns through the workload kinds. */
function everyBreach(): readonly Data[] {
    const pods = [...POD_SECURITY_CASES, ...POD_CASES].flatMap(({ breaches }) => breaches);
    const others = [...KUBERNETES_CASES, ...AWS_CASES].flatMap(({ resource, breaches }) =>
        breaches.map(({ path, value }) => {
            const { type, props } = edit(resource, path.startsWith("[") ? `props${path}` : `props.${path}`, value);
            return { type, props };
        }),
    );
    const workloads = pods.map(({ path, value }, index) => {
        const kind = WORKLOAD_KINDS[index % WORKLOAD_KINDS.length];
        assert(kind);
        return workload(kind, edit(compliantPod, path, value));
    });
    return [...workloads, ...others].map(({ type, props }, index) => {
        const named =
            Object(props).metadata === undefined ? { ...props } : edit({ ...props }, "metadata.name", `web-${index}`);
        return stateOf(type, `web-${index}`, named, named);
    });
}

const NAMESPACES = ["restricted", "baseline", "privileged"].map((level) => {
    const labels = { "pod-security.kubernetes.io/enforce": level };
    const props = { apiVersion: "v1", kind: "Namespace", metadata: { name: level, labels } };
    return stateOf("kubernetes:core/v1:Namespace", level, props, props);
});

describe("platform check and pulumi policy analyze", function () {
    this.timeout(180_000);
    let analyze: PolicyAnalyze;

    before(async function () {
        this.timeout(900_000);
        analyze = await PolicyAnalyze.prepare();
    });
    after(() => analyze.remove());

    /** What both say of a stack, without what only one of them can show. */
    async function verdicts(exported: Data, settings: Record<string, unknown>) {
        const state = analyze.write("state.json", exported);
        const config = analyze.write("config.json", settings);
        const { violations, output } = analyze.run(state, config);
        const { resources: raws, faults } = await load([state]);
        const found = await judgeAll(raws, { config: settings, openRelease: chartOpener({}) });
        return { engine: violations.map(engineLine).sort(), own: found.map(ownLine).sort(), output, faults };
    }

    it("say the same of every breach of every rule", async () => {
        const { engine, own, output } = await verdicts(stackExport(everyBreach()), { all: "mandatory" });
        assert(engine.length > 500, output.slice(0, 2_000));
        assert.deepEqual(own, engine);
    });

    it("say the same where namespaces decide, values are unknown, rules have parameters and resources are exempt", async () => {
        const privileged = edit(compliantPod, "spec.containers[0].securityContext.privileged", true);
        const inNamespaces = NAMESPACES.flatMap((namespace) => {
            const name = String(Object(namespace.inputs).metadata.name);
            return [privileged, edit(privileged, "spec.containers[0].image", UNKNOWN)].map((pod, index) => {
                const [kind] = WORKLOAD_KINDS;
                assert(kind);
                const { type, props } = workload(kind, pod);
                const named = edit(edit({ ...props }, "metadata.namespace", name), "metadata.name", `${name}-${index}`);
                return stateOf(type, `${name}-${index}`, named, named);
            });
        });
        const exemptions = join(analyze.folder, "exemptions.yaml");
        const entry = (name: string, expires: string) =>
            `  - { rule: psa-privileged, resource: { kind: Pod, name: ${name} }, reason: x, owner: y, expires: ${expires} }\n`;
        writeFileSync(
            exemptions,
            `exemptions:\n${entry("baseline-0", "2999-01-01")}${entry("gone", "2999-01-01")}${entry("baseline-1", "2020-01-01")}`,
        );
        const { engine, own } = await verdicts(stackExport([...NAMESPACES, ...inNamespaces]), {
            all: "advisory",
            settings: { enforcementLevel: "mandatory", exemptions },
            undetermined: { unknowns: "mandatory" },
            "psa-privileged": { enforcementLevel: "mandatory", version: "v1.30" },
        });
        const count = (pattern: RegExp) => engine.filter((line) => pattern.test(line)).length;
        assert.deepEqual(
            [
                count(/psa-privileged.*restricted-/),
                count(/psa-privileged.*baseline-0/),
                count(/psa-privileged.*privileged-/),
            ],
            [2, 0, 0],
        );
        assert.deepEqual(
            [count(/exemption-unused/), count(/settings.*expired/), count(/undetermined mandatory/)],
            [1, 1, 3],
        );
        assert.deepEqual(own, engine);
    });

    it("say the same of secrets, those in plain text and those that neither can open", async () => {
        const secret = (rest: object) => ({
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            ...rest,
        });
        const closed = secret({ ciphertext: "v1:AAAA" });
        const plain = (value: unknown) => secret({ plaintext: JSON.stringify(value) });
        const resources = [plain({ token: "hunter2" }), plain({}), closed].flatMap((data, index) =>
            ["Secret", "ConfigMap"].map((kind) =>
                stateOf(`kubernetes:core/v1:${kind}`, `${kind}-${index}`, { metadata: { name: `web-${index}` }, data }),
            ),
        );
        const env = [plain("hunter2"), closed].map((value) => ({ name: "PASSWORD", value }));
        const container = {
            ...Object(compliantPod).spec.containers[0],
            env,
            securityContext: plain({ privileged: true }),
        };
        const pod = edit(compliantPod, "spec.containers[0]", container);
        const state = stackExport([...resources, stateOf("kubernetes:core/v1:Pod", "web", pod)]);
        const encrypted = edit(state, "deployment.secrets_providers", {
            type: "passphrase",
            state: { salt: "v1:PeQF70Ef4KM=:v1:wRAv22hNNqdjsiJp:OWD+4bD6q5GNobkoJaxo5Th0xCecgw==" },
        });
        const { engine, own } = await verdicts(encrypted, { all: "advisory" });
        const count = (pattern: RegExp) => engine.filter((line) => pattern.test(line)).length;
        assert.deepEqual([count(/^secret-literal/), count(/^secret-in-/), count(/^psa-privileged /)], [2, 3, 1]);
        assert.deepEqual(own, engine);
    });

    it("say the same of what a Helm release installs", async () => {
        const chart = join(analyze.folder, "chart");
        mkdirSync(join(chart, "templates"), { recursive: true });
        writeFileSync(join(chart, "Chart.yaml"), "apiVersion: v2\nname: web\nversion: 1.0.0\n");
        writeFileSync(
            join(chart, "templates", "pod.yaml"),
            'apiVersion: v1\nkind: Pod\nmetadata: { name: "{{ .Release.Name }}" }\nspec:\n' +
                "  containers: [{ name: web, image: nginx, securityContext: { privileged: true } }]\n",
        );
        const release = (name: string, inputs: object) =>
            stateOf("kubernetes:helm.sh/v3:Release", name, { name, namespace: "restricted", ...inputs });
        const { engine, own } = await verdicts(
            stackExport([
                ...NAMESPACES,
                release("opened", { chart }),
                release("closed", { chart: join(chart, "none") }),
            ]),
            { all: "advisory" },
        );
        assert.equal(
            engine.filter((line) => /psa-privileged.*::opened: Pod restricted\/opened: spec/.test(line)).length,
            1,
        );
        assert.equal(engine.filter((line) => /^helm-rendered.*::closed: /.test(line)).length, 1);
        assert.deepEqual(own, engine);
    });
});

function engineLine({ policyName, enforcementLevel, resourceUrn, message }: Violation): string {
    // The rule's title stands first.
    const text = message
        .replace(/<\{%[^%]*%\}>/g, "")
        .trim()
        .split("\n")
        .slice(1)
        .join("\n");
    return `${policyName} ${enforcementLevel} ${resourceUrn ?? ""}: ${text}`;
}

function ownLine({ rule, level, resource, ...finding }: Judged): string {
    return `${rule.id} ${level} ${resource?.urn ?? ""}: ${describeFinding(rule, finding, resource)}`;
}
