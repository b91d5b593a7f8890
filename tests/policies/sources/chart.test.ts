import assert from "node:assert/strict";
import { mkdir, readdir, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { DEFAULT_KUBERNETES_VERSION } from "../../../core/facts/kubernetes/versions";
import { judgeAll } from "../../../policies/judging/judge-all";
import type { RawResource } from "../../../policies/model/resource";
import { load, openRelease } from "../../../policies/sources";
import { resolveTools } from "../../../toolchain";
import { type Files, faultLines, inFolder, loadFiles } from "./support";

const CHART: Files = {
    "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
    "shop/values.yaml": "image: nginx\nreplicas: 1\n",
    "shop/crds/things.yaml":
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things.example.com}\n" +
        "spec: {group: example.com, scope: Cluster, names: {kind: Thing}}\n",
    "shop/templates/web.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  replicas: {{ .Values.replicas }}\n" +
        "  template:\n    spec:\n      containers:\n      - name: web\n        image: {{ .Values.image | quote }}\n",
    "shop/templates/rest.yaml":
        "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: other}\n---\n" +
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: b}\n---\n" +
        "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: c}\n---\n" +
        "apiVersion: example.com/v1\nkind: Other\nmetadata: {name: d}\n",
    "shop/templates/tests/test.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: test\n  annotations: {helm.sh/hook: test}\n",
    "shop/templates/fail.yaml":
        '{{ if .Values.fail }}{{ fail (printf "bad password %s" .Values.password) }}{{ end }}\n',
    "production.yaml": "replicas: 3\n",
};

describe("A chart", function () {
    this.timeout(600_000);

    before(async () => {
        await resolveTools(["helm"]);
    });

    it("is judged as what it renders, in the namespace of its release, without its test pods", async () => {
        const { resources, faults } = await loadFiles(CHART, { namespace: "store", releaseName: "mine" }, ["shop"]);
        assert.deepEqual(faults, []);
        const named = resources.map(({ props }) => {
            const { name, namespace } = props.metadata as Record<string, unknown>;
            return `${props.kind} ${namespace ?? "-"}/${name}`;
        });
        assert.deepEqual(named.sort(), [
            "ClusterRole -/b",
            "CustomResourceDefinition -/things.example.com",
            "Deployment store/mine",
            "Other store/d",
            "Service other/a",
            "Thing -/c",
        ]);
    });

    it("is in no namespace where none was named, unless a template writes one (case 201)", async () => {
        const config = (name: string, namespace: string) =>
            `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${namespace}}\ndata: {host: "web.{{ .Release.Namespace }}.svc"}\n`;
        const files: Files = {
            "shop/Chart.yaml": CHART["shop/Chart.yaml"] ?? "",
            "shop/templates/a.yaml": config("a", ", namespace: {{ .Release.Namespace }}"),
            "shop/templates/b.yaml": config("b", ", namespace: default"),
            "shop/templates/c.yaml": config("c", ""),
            "shop/templates/d.yaml": config("d-{{ .Release.Namespace }}", ""),
        };
        const { resources, faults } = await loadFiles(files, {}, ["shop"]);
        assert.deepEqual(faults, []);
        assert.deepEqual(
            resources.map(({ props }) => props.metadata),
            [{ name: "a" }, { name: "b", namespace: "default" }, { name: "c" }, { name: "d-default" }],
        );
        assert.deepEqual(new Set(resources.map(({ props }) => JSON.stringify(props.data))).size, 1);
        assert.match(JSON.stringify(resources[0]?.props.data), /web\.default\.svc/);
        const found = (await judgeAll(resources)).filter(({ rule }) => rule.id === "default-namespace");
        assert.deepEqual(
            found.map(({ resource }) => resource?.name),
            ["b"],
        );
        const named = await loadFiles(files, { namespace: "default" }, ["shop"]);
        const refused = (await judgeAll(named.resources)).filter(({ rule }) => rule.id === "default-namespace");
        assert.equal(refused.length, 4);
    });

    it("takes values files, says which template an object is in, and reports wrong types", async () => {
        await inFolder(CHART, async (folder) => {
            const { resources } = await load([folder, join(folder, "shop")], {
                values: [join(folder, "production.yaml")],
            });
            const deployment = resources.find(({ props }) => props.kind === "Deployment");
            assert.match(JSON.stringify(deployment?.props.spec), /"replicas":3/);
            assert.equal(relative(folder, deployment?.origin?.file ?? ""), join("shop", "templates", "web.yaml"));
            assert.deepEqual(deployment?.origin?.locate("spec.replicas"), { line: 6, column: 3 });
            const thing = resources.find(({ props }) => props.kind === "Thing");
            assert.deepEqual(thing?.origin?.locate("spec"), { line: 9, column: 1 });
        });
        const { faults } = await loadFiles({ ...CHART, "shop/values.yaml": "replicas: many\n" }, {}, ["shop"]);
        assert.deepEqual(
            faults.map(({ file, message }) => [file, /spec\.replicas must be/.test(message)]),
            [[join("shop", "templates", "web.yaml"), true]],
        );
    });

    it("with a folder for values is one fault, though links in it lead in circles", async () => {
        await inFolder(CHART, async (folder) => {
            await mkdir(join(folder, "other"));
            await symlink(folder, join(folder, "other", "up"));
            await symlink(join(folder, "other"), join(folder, "again"));
            const { faults } = await load([join(folder, "shop")], { values: [folder] });
            assert.match(
                faults.map(({ message }) => message).join("|"),
                /^the chart cannot be rendered: [^|]*directory$/,
            );
        });
    });

    it("that cannot be rendered is one fault, and the rest is judged", async () => {
        const loaded = await loadFiles({
            ...CHART,
            "shop/templates/bad.yaml": "{{ .Values.a.b.c }}\n",
            "pod.yaml": "apiVersion: v1\nkind: Pod\n",
        });
        assert.equal(loaded.resources.filter(({ type }) => type === "kubernetes:core/v1:Pod").length, 1);
        const chartFaults = loaded.faults.filter(({ file }) => file === "shop");
        assert.match(
            chartFaults.map(({ message }) => message).join("|"),
            /^the chart cannot be rendered: [^\n|]*nil pointer[^\n|]*$/,
        );
    });

    describe("of a release", () => {
        const releaseWith = (props: Record<string, unknown>): RawResource => ({
            type: "kubernetes:helm.sh/v3:Release",
            name: "web-release",
            urn: "urn:pulumi:dev::shop::kubernetes:helm.sh/v3:Release::web-release",
            props,
            provider: { type: "pulumi:providers:kubernetes", name: "shop" },
            origin: { file: "state.json", locate: () => ({ line: 7, column: 3 }) },
        });

        it("finds files of values where the user is, as it finds the chart", async () => {
            await inFolder(CHART, async (folder) => {
                const { PWD } = process.env;
                process.env.PWD = folder;
                try {
                    const release = releaseWith({ chart: "./shop", valueYamlFiles: [{ path: "production.yaml" }] });
                    const { objects = [], notRendered } = await openRelease(release);
                    assert.equal(notRendered, undefined);
                    const deployment = objects.find(({ props }) => props.kind === "Deployment");
                    assert.match(JSON.stringify(deployment?.props.spec), /"replicas":3/);
                } finally {
                    process.env.PWD = PWD;
                }
            });
        });

        it("is opened with the release's values, name and namespace", async () => {
            await inFolder(CHART, async (folder) => {
                const { objects = [], notRendered } = await openRelease(
                    releaseWith({
                        chart: join(folder, "shop"),
                        namespace: "store",
                        name: "mine",
                        skipCrds: true,
                        valueYamlFiles: [{ path: join(folder, "production.yaml") }, { text: "image: from-text" }],
                        values: { image: "registry.example.com/web:1", replicas: null },
                    }),
                );
                assert.equal(notRendered, undefined);
                assert(objects.every(({ props }) => props.kind !== "CustomResourceDefinition"));
                const deployment = objects.find(({ props }) => props.kind === "Deployment");
                assert.deepEqual(deployment?.props.metadata, { name: "mine", namespace: "store" });
                assert.equal(deployment?.urn, releaseWith({}).urn);
                assert.equal(deployment?.release, "mine");
                assert.deepEqual(deployment?.provider, releaseWith({}).provider);
                assert.deepEqual(deployment?.origin?.locate("spec"), { line: 7, column: 3 });
                const spec = JSON.stringify(deployment?.props.spec);
                assert.match(spec, /"replicas":3/);
                assert.match(spec, /registry\.example\.com\/web:1/);
            });
        });

        it("is rendered for the version of the cluster, where it is known", async () => {
            const files = {
                "shop/Chart.yaml": `${CHART["shop/Chart.yaml"]}kubeVersion: ">=1.20.0-0 <1.37.0-0"\n`,
                "shop/templates/config.yaml":
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: version}\n" +
                    "data: {version: {{ .Capabilities.KubeVersion.Version | quote }}}\n",
            };
            await inFolder(files, async (folder) => {
                const open = (version?: string) => openRelease(releaseWith({ chart: join(folder, "shop") }), version);
                const versionIn = async (version?: string) => {
                    const { objects = [] } = await open(version);
                    return objects.map(({ props }) => (props.data as { readonly version: string }).version).join();
                };
                assert.deepEqual([await versionIn("1.34"), await versionIn("1.36")], ["v1.34.0", "v1.36.0"]);
                assert.equal(await versionIn(), `v${DEFAULT_KUBERNETES_VERSION}.0`);
                assert.match((await open("1.37")).notRendered ?? "", /requires kubeVersion.*v1\.37/);
            });
        });

        it("is rendered anew when its files change, and leaves no values behind", async () => {
            const folders = async () =>
                (await readdir(tmpdir())).filter((name) => name.startsWith("eks-platform-helm-"));
            const before = await folders();
            const render = (files: Files) =>
                inFolder(files, async (folder) => {
                    const { objects = [] } = await openRelease(releaseWith({ chart: join(folder, "shop") }));
                    return objects.length;
                });
            assert.equal((await render(CHART)) - (await render({ ...CHART, "shop/templates/rest.yaml": "" })), 4);
            assert.deepEqual(
                (await folders()).filter((name) => !before.includes(name)),
                [],
            );
        });

        it("that fails tells the reason without the release's values", async () => {
            await inFolder(CHART, async (folder) => {
                const { notRendered } = await openRelease(
                    releaseWith({ chart: join(folder, "shop"), values: { fail: true, password: "hunter2-hunter2" } }),
                );
                assert.match(notRendered ?? "", /bad password \[value\]/);
                assert.doesNotMatch(notRendered ?? "", /hunter2|\n/);
            });
        });

        it("that fails does not tell the values of its files either", async () => {
            const values = "fail: true\npassword: |\n  hunter2  hunter2\n  second line\n";
            await inFolder({ ...CHART, "secret.yaml": values }, async (folder) => {
                const valueYamlFiles = [{ path: join(folder, "secret.yaml") }];
                const { notRendered } = await openRelease(releaseWith({ chart: join(folder, "shop"), valueYamlFiles }));
                assert.match(notRendered ?? "", /bad password \[value\]/);
                assert.doesNotMatch(notRendered ?? "", /hunter2|second/);
            });
        });

        for (const [what, props, reason] of [
            ["a value is unknown", { chart: "./x", values: { a: [{ b: UNKNOWN }] } }, "there is no chart at ./x"],
            ["its values are unknown", { chart: "x", values: UNKNOWN }, "values is known only after the update"],
            ["the version is unknown", { chart: "x", version: UNKNOWN }, "version is known only after the update"],
            ["there is no chart", {}, "it names no chart"],
            ["the values are no object", { chart: "x", values: "[secret]" }, "its values are no object"],
            [
                "a values file is neither",
                { chart: "x", valueYamlFiles: [5] },
                "its valueYamlFiles are neither files nor texts",
            ],
            [
                "the repository wants a password",
                { chart: "x", repositoryOpts: { repo: "https://example.com", password: "[secret]" } },
                "its repository asks for a password, which is not given to helm here",
            ],
            [
                "it is rendered by a program",
                { chart: "x", postrender: "./a" },
                "a program of its own changes what the chart renders (postrender)",
            ],
        ] as const) {
            it(`stays closed where ${what}`, async () => {
                assert.deepEqual(await openRelease(releaseWith(props)), { notRendered: reason });
            });
        }

        it("is no folder where a repository is named, though Helm itself would take one that has the chart's name", async () => {
            await inFolder(CHART, async (folder) => {
                const before = process.cwd();
                process.chdir(folder);
                try {
                    const props = { chart: "shop", version: "1.0.0", repositoryOpts: { repo: "http://127.0.0.1:1" } };
                    const { notRendered } = await openRelease(releaseWith(props), undefined, { fetch: true });
                    assert.match(notRendered ?? "", /cannot be fetched: .*127\.0\.0\.1/);
                } finally {
                    process.chdir(before);
                }
            });
        });

        it("never takes a chart's name for an option", async () => {
            const { notRendered } = await openRelease(releaseWith({ chart: "--post-renderer=/bin/false" }));
            assert.match(notRendered ?? "", /known to the Helm of one machine alone/);
        });
    });

    it("may be an archive, and has no faults for what is no chart", async () => {
        const loaded = await loadFiles({ "broken.tgz": "no archive" }, {}, ["broken.tgz"]);
        assert.match(faultLines(loaded).join(), /^undefined: the chart cannot be rendered: /);
    });
});
