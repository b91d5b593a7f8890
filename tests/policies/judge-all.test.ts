import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { judgeAll } from "../../policies/judging/judge-all";
import type { PackConfig } from "../../policies/judging/pack-config";
import type { OpenRelease } from "../../policies/judging/subjects";
import type { RawResource } from "../../policies/model/resource";
import { edit } from "./support/edit";
import { object, resource } from "./support/resources";
import { compliantPod, workload } from "./support/workloads";

const DEPLOYMENT = { type: "kubernetes:apps/v1:Deployment", prefix: "spec.template." };
const PRIVILEGED = workload(DEPLOYMENT, edit(compliantPod, "spec.containers[0].securityContext.privileged", true));
const ROOT = workload(DEPLOYMENT, edit(compliantPod, "spec.securityContext.runAsUser", 0));
const namespace = (labels: Record<string, string>, name = "shop") =>
    object("v1", "Namespace", { metadata: { name, namespace: undefined, labels } });
const enforcing = (level: string, version?: string) =>
    namespace({
        "pod-security.kubernetes.io/enforce": level,
        ...(version !== undefined && { "pod-security.kubernetes.io/enforce-version": version }),
    });
const only = (...rules: readonly string[]): PackConfig => ({
    all: "disabled",
    ...Object.fromEntries(rules.map((rule) => [rule, "mandatory"])),
});
const rulesOf = async (raws: readonly RawResource[], config: PackConfig) =>
    (await judgeAll(raws, { config })).map(({ rule }) => rule.id);

describe("Judging resources without an engine", () => {
    const pods = only("psa-privileged", "psa-runAsUser");

    it("gives each finding its rule, level, resource and place", async () => {
        const [found] = await judgeAll([PRIVILEGED], { config: { ...pods, "psa-privileged": "advisory" } });
        assert.deepEqual(
            [found?.rule.id, found?.level, found?.resource?.kind, found?.resource?.namespace, found?.path],
            [
                "psa-privileged",
                "advisory",
                "Deployment",
                "shop",
                "spec.template.spec.containers[0].securityContext.privileged",
            ],
        );
    });

    it("reports as many faults of one object as there are", async () => {
        const rules = Array.from({ length: 150_000 }, () => ({ verbs: ["*"] }));
        const role = object("rbac.authorization.k8s.io/v1", "ClusterRole", { metadata: { name: "all" }, rules });
        assert.equal((await judgeAll([role], { config: only("rbac-wildcard") })).length, rules.length);
    });

    it("says the same of a stack in whatever order its resources come", async () => {
        const budget = (name: string) => ({
            ...object("policy/v1", "PodDisruptionBudget", {
                metadata: { name },
                spec: { selector: {}, maxUnavailable: 1 },
            }),
            urn: `urn:pulumi:test::shop::kubernetes:policy/v1:PodDisruptionBudget::${name}`,
        });
        const web = { ...workload(DEPLOYMENT, compliantPod), urn: `urn:pulumi:test::shop::${DEPLOYMENT.type}::web` };
        const raws = [budget("one"), budget("two"), edit(web, "props.spec.replicas", 2)];
        const saysOf = async (stack: readonly RawResource[]) =>
            (await judgeAll(stack, { config: only("disruption-budget") })).map(({ resource }) => resource?.name);
        assert.deepEqual(await saysOf(raws), ["two"]);
        assert.deepEqual(await saysOf([...raws].reverse()), ["two"]);
    });

    describe("in a namespace whose Pod Security labels are known", () => {
        for (const [level, expected] of [
            ["restricted", ["psa-privileged", "psa-runAsUser"]],
            ["baseline", ["psa-privileged"]],
            ["privileged", []],
            ["no-such-level", ["psa-privileged", "psa-runAsUser"]],
        ] as const) {
            it(`holds pods to ${level}`, async () => {
                assert.deepEqual(await rulesOf([PRIVILEGED, ROOT, enforcing(level)], pods), expected);
            });
        }

        it("takes the version that the labels pin, unless the configuration names one", async () => {
            const probe = edit(compliantPod, "spec.containers[0].livenessProbe.httpGet", {
                host: "10.0.0.1",
                port: 1,
            });
            const raws = [enforcing("baseline", "v1.33"), workload(DEPLOYMENT, probe)];
            const rule = "psa-hostProbesAndHostLifecycle";
            assert.deepEqual(await rulesOf(raws, only(rule)), []);
            const pinned = { all: "disabled", [rule]: { enforcementLevel: "mandatory", version: "v1.34" } };
            assert.deepEqual(await rulesOf(raws, pinned), [rule]);
        });

        it("takes a version that is misspelt for the latest, as Kubernetes does", async () => {
            const probe = edit(compliantPod, "spec.containers[0].livenessProbe.httpGet", {
                host: "10.0.0.1",
                port: 1,
            });
            const rule = "psa-hostProbesAndHostLifecycle";
            for (const version of ["v1.033", "1.33", "v1.33.0", "", "latest"]) {
                const raws = [enforcing("baseline", version), workload(DEPLOYMENT, probe)];
                assert.deepEqual(await rulesOf(raws, only(rule)), [rule], version);
            }
        });

        it("takes a pod that names no namespace for one of the default namespace", async () => {
            const inDefault = edit(PRIVILEGED, "props.metadata.namespace", undefined);
            const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
            assert.deepEqual(await rulesOf([inDefault, namespace(labels, "default")], pods), []);
            assert.deepEqual(await rulesOf([inDefault, namespace(labels)], pods), ["psa-privileged"]);
        });

        it("reads the labels in a list of namespaces that comes after the pods", async () => {
            const { apiVersion: _, kind: __, ...member } = enforcing("privileged").props;
            const props = { apiVersion: "v1", kind: "NamespaceList", items: [member] };
            assert.deepEqual(
                await rulesOf([PRIVILEGED, { type: "kubernetes:core/v1:NamespaceList", props }], pods),
                [],
            );
        });

        it("leaves pods of other namespaces alone", async () => {
            const other = namespace({ "pod-security.kubernetes.io/enforce": "privileged" }, "other");
            assert.deepEqual(await rulesOf([other, PRIVILEGED], pods), ["psa-privileged"]);
        });

        it("holds pods to every rule where the label is unknown or missing", async () => {
            for (const labels of [namespace({}), edit(enforcing("privileged"), "props.metadata.labels", UNKNOWN)]) {
                assert.deepEqual(await rulesOf([labels, ROOT], pods), ["psa-runAsUser"]);
            }
        });

        it("tells namespaces of one name in two clusters apart", async () => {
            const inCluster = (raw: RawResource, name: string, urn: string) => ({
                ...raw,
                urn: `urn:pulumi:test::shop::${raw.type}::${urn}`,
                provider: { type: "pulumi:providers:kubernetes", name },
            });
            const raws = [
                inCluster(enforcing("privileged"), "blue", "ns"),
                inCluster(PRIVILEGED, "blue", "one"),
                inCluster(PRIVILEGED, "green", "two"),
            ];
            const found = await judgeAll(raws, { config: pods });
            assert.deepEqual(
                found.map(({ resource: at }) => at?.urn?.endsWith("two")),
                [true],
            );
        });
    });

    describe("with a Helm release", () => {
        const release = resource("kubernetes:helm.sh/v3:Release", { chart: "web", name: "web" }, { urn: "urn:web" });
        const opened: OpenRelease = async () => ({ objects: [{ ...PRIVILEGED, urn: "urn:web", release: "web" }] });

        it("judges what the chart installs, with the namespace's labels in it", async () => {
            const found = await judgeAll([release], { config: pods, openRelease: opened });
            assert.deepEqual(
                found.map(({ rule, resource: at }) => [rule.id, at?.kind, at?.urn, at?.release]),
                [["psa-privileged", "Deployment", "urn:web", "web"]],
            );
            assert.deepEqual(
                await judgeAll([enforcing("privileged"), release], { config: pods, openRelease: opened }),
                [],
            );
        });

        it("opens the chart for the version of the stack's cluster, where it is known", async () => {
            const versions: unknown[] = [];
            const openRelease: OpenRelease = async (_, version) => {
                versions.push(version);
                return { objects: [] };
            };
            const cluster = resource("aws:eks/cluster:Cluster", { version: "1.36" }, { urn: "urn:cluster" });
            await judgeAll([release], { config: pods, openRelease });
            await judgeAll([cluster, release], { config: pods, openRelease });
            await judgeAll([release], { config: pods, openRelease, clusterVersion: "1.35" });
            assert.deepEqual(versions, [undefined, "1.36", "1.35"]);
        });

        it("says what was not checked, at the level of the configuration", async () => {
            const openRelease: OpenRelease = async () => ({ notRendered: "the repository cannot be reached" });
            const findIn = async (config: PackConfig) =>
                (await judgeAll([release], { config, openRelease })).map(({ rule, level, message }) => [
                    rule.id,
                    level,
                    message,
                ]);
            const message = "not checked: the repository cannot be reached";
            assert.deepEqual(await findIn(only("helm-rendered")), [["helm-rendered", "mandatory", message]]);
            assert.deepEqual(await findIn({ all: "disabled", "helm-rendered": "advisory" }), [
                ["helm-rendered", "advisory", message],
            ]);
            assert.deepEqual(await findIn({ all: "disabled" }), []);
        });
    });

    describe("with unknown values", () => {
        const unknown = edit(PRIVILEGED, "props.spec.template.spec.containers[0].image", UNKNOWN);
        const rules = ["psa-privileged", "image-pinned", "image-digest", "undetermined"];

        it("reports what cannot be decided once for the resource, and hides nothing", async () => {
            const found = await judgeAll([unknown], { config: only(...rules) });
            assert.deepEqual(
                found.map(({ rule }) => rule.id),
                ["psa-privileged", "undetermined"],
            );
            assert.match(found[1]?.message ?? "", /^2 rules cannot be decided \(image-digest, image-pinned\)/);
        });

        it("reports it at the level that the configuration asks for", async () => {
            const config = { ...only(...rules), undetermined: { enforcementLevel: "advisory", unknowns: "mandatory" } };
            const found = await judgeAll([unknown], { config });
            assert.equal(found.at(-1)?.level, "mandatory");
        });
    });

    describe("with exemptions", () => {
        let folder: string;
        before(() => {
            folder = mkdtempSync(join(tmpdir(), "eks-platform-exemptions-"));
        });
        after(() => rmSync(folder, { recursive: true, force: true }));
        const withFile = (source: string): PackConfig => {
            const path = join(folder, "exemptions.yaml");
            writeFileSync(path, source);
            return {
                ...pods,
                settings: { enforcementLevel: "mandatory", exemptions: path },
                "exemption-unused": "advisory",
            };
        };
        const exemption = (expires: string, name = "web") =>
            `exemptions:\n  - { rule: psa-privileged, resource: { kind: Deployment, namespace: shop, name: ${name} }, ` +
            `reason: It has to., owner: shop, expires: ${expires} }\n`;

        it("lets the resource break the rule, and no other resource", async () => {
            const other = edit(PRIVILEGED, "props.metadata.name", "other");
            const found = await judgeAll([PRIVILEGED, other], { config: withFile(exemption("2999-01-01")) });
            assert.deepEqual(
                found.map(({ resource: at }) => at?.name),
                ["other"],
            );
        });

        it("reports an expired one, and what it no longer covers", async () => {
            const found = await rulesOf([PRIVILEGED], withFile(exemption("2020-01-01")));
            assert.deepEqual(found, ["settings", "psa-privileged"]);
        });

        it("advises to remove one that covers nothing", async () => {
            const found = await judgeAll([PRIVILEGED], { config: withFile(exemption("2999-01-01", "gone")) });
            assert.deepEqual(
                found.map(({ rule, level }) => [rule.id, level]),
                [
                    ["psa-privileged", "mandatory"],
                    ["exemption-unused", "advisory"],
                ],
            );
        });

        it("reports a file that cannot be used, and exempts nothing", async () => {
            const found = await judgeAll([PRIVILEGED], { config: withFile(exemption("soon")) });
            assert.deepEqual(
                found.map(({ rule }) => rule.id),
                ["settings", "psa-privileged"],
            );
            assert.match(found[0]?.path ?? "", /exemptions\.yaml:2: exemptions\[0\]\.expires$/);
            const missing = { ...pods, settings: { enforcementLevel: "mandatory", exemptions: "no-such-file.yaml" } };
            assert.deepEqual(await rulesOf([], missing), ["settings"]);
        });
    });

    it("looks for pods in the kinds that the settings add, and refuses what names none", async () => {
        const props = { apiVersion: "example.com/v1", kind: "Fleet", spec: { template: PRIVILEGED.props.spec } };
        const fleet = { type: "kubernetes:example.com/v1:Fleet", props };
        const config = (text: string) => ({
            ...pods,
            settings: { enforcementLevel: "mandatory", podTemplates: [text] },
        });
        assert.deepEqual(await rulesOf([fleet], pods), []);
        assert.deepEqual(await rulesOf([fleet], config("example.com/Fleet=spec.template.template")), [
            "psa-privileged",
        ]);
        assert.deepEqual(await rulesOf([fleet], config("Fleet")), ["settings"]);
    });
});
