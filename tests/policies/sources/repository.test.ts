import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { load } from "../../../policies/sources";
import { findKustomize } from "../../../policies/sources/kustomize";
import { projectRoot } from "../../../toolchain/paths";
import { type Files, faultLines, inFolder, loadFiles, typesOf } from "./support";

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n";
const DEPLOYMENT =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n" +
    "spec:\n  template:\n    spec:\n      containers: [{name: web, image: web}]\n";

async function passedOverIn(files: Files, exclude?: readonly string[]) {
    return inFolder(files, async (folder) => {
        const { passedOver = [], faults, resources } = await load([folder], exclude === undefined ? {} : { exclude });
        const files = resources.map(({ origin }) => relative(folder, origin?.file ?? ""));
        return { passedOver: passedOver.map(({ file }) => relative(folder, file)), faults, files };
    });
}

describe("A repository", () => {
    it("is judged where it holds objects, and names what it passes over", async () => {
        const others: Files = {
            ".github/workflows/ci.yml": "on: push\njobs: {test: {runs-on: ubuntu-latest}}\n",
            "package.json": '{"name": "shop", "version": "1.0.0"}',
            "compose.yaml": "services: {web: {image: nginx}}\n",
            "values.yaml": "replicas: 2\nkind: web\n",
            "openapi.json": '{"openapi": "3.1.0", "info": {}, "paths": {}}',
            "tsconfig.json": '{\n  // comments\n  "compilerOptions": {},\n}\n',
            "mkdocs.yml": "nav: [a]\nmarkdown: !!python/name:x\n",
            "list.json": "[1, 2]",
            "provisioning.yaml": "apiVersion: 1\ndatasources: []\n",
            "broken.yaml": "a: [\n",
            "latin.json": Buffer.from([0x22, 0xe4, 0x22]),
            "kind.yaml": "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n",
            "kubeconfig.yaml": "apiVersion: v1\nkind: Config\nclusters: []\n",
            "eksctl.yaml": "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: a}\n",
        };
        const { passedOver, faults, files } = await passedOverIn({ "deploy/pod.yaml": POD, ...others });
        assert.deepEqual(faults, []);
        assert.deepEqual(files, ["deploy/pod.yaml"]);
        assert.deepEqual(passedOver.sort(), Object.keys(others).sort());
    });

    for (const [what, content, fault] of [
        ["that cannot be read", "apiVersion: v1\nkind: Pod\nmetadata: [\n", /not valid YAML/],
        ["without its kind", "apiVersion: v1\nmetadata: {name: a}\n", /kind is missing/],
        ["without its apiVersion", "kind: Deployment\nspec: {}\n", /apiVersion is missing/],
        ["beside another one", `${POD}---\nname: stray\n`, /kind is missing/],
        ["that is a template", "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Values.name }}}\n", /template/],
    ] as const) {
        it(`has a fault where an object ${what}`, async () => {
            const { faults } = await passedOverIn({ "a.yaml": content });
            assert.equal(faults.length, 1);
            assert.match(faults[0]?.message ?? "", fault);
        });
    }

    it("has one fault for a file of templates", async () => {
        const template = "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ x }}}\n";
        assert.equal((await passedOverIn({ "a.yaml": `${template}---\n${template}` })).faults.length, 1);
    });

    it("may hold what is not its own: a file that is named has to hold something to judge", async () => {
        const loaded = await loadFiles({ "package.json": '{"name": "shop"}' }, {}, ["package.json"]);
        assert.match(faultLines(loaded).join(), /kind is missing/);
    });

    it("may hold the clone of this project, which is no part of it", async () => {
        await inFolder({ "pod.yaml": POD }, async (folder) => {
            await symlink(projectRoot(), join(folder, ".eks-platform"));
            assert.equal((await load([folder])).resources.length, 1);
        });
        const { passedOver = [] } = await load([join(projectRoot(), "..")], { exclude: ["*", `!/${projectName()}`] });
        assert.deepEqual(
            passedOver.map(({ file }) => file),
            [join(projectRoot(), "..", projectName())],
        );
    });

    it("leaves out what --exclude and .platformignore name, as git does", async () => {
        const files: Files = {
            ".platformignore": "# not ours\nvendor/\n*.example.yaml\n/top.yaml\n!keep.example.yaml\n",
            "top.yaml": POD,
            "a/top.yaml": POD,
            "a/b.example.yaml": POD,
            "a/keep.example.yaml": POD,
            "vendor/x.yaml": "kind: Pod\napiVersion: [",
            "deep/.platformignore": "*.yaml\n!c.yaml\n",
            "deep/c.yaml": POD,
            "deep/d.yaml": POD,
            "deep/er/c.yaml": POD,
        };
        const all = await passedOverIn(files);
        assert.deepEqual(all.faults, []);
        assert.deepEqual(all.files, ["a/keep.example.yaml", "a/top.yaml", "deep/c.yaml", "deep/er/c.yaml"]);
        const fewer = await passedOverIn(files, ["deep/", "a/top.yaml"]);
        assert.deepEqual(fewer.files, ["a/keep.example.yaml"]);
    });

    it("is heeded above the folder that is named, up to its root", async () => {
        await inFolder(
            { ".git/HEAD": "x", ".platformignore": "/deploy/b.yaml\n", "deploy/a.yaml": POD, "deploy/b.yaml": POD },
            async (folder) => {
                const { resources } = await load([join(folder, "deploy")]);
                assert.equal(resources.length, 1);
            },
        );
    });
});

function projectName(): string {
    return relative(join(projectRoot(), ".."), projectRoot());
}

describe("A kustomization", () => {
    /** Neither kustomize nor kubectl is a tool of this project. */
    function needsKustomize(this: Mocha.Context): void {
        if (findKustomize() === undefined) {
            this.skip();
        }
    }

    const FILES: Files = {
        "base/kustomization.yaml": "resources: [deployment.yaml]\n",
        "base/deployment.yaml": `# first\n${DEPLOYMENT}`,
        "prod/kustomization.yaml":
            "resources: [../base]\nnamespace: prod\nnamePrefix: p-\npatches: [{path: replicas.yaml}]\n" +
            "labels: [{pairs: {app: web}, includeSelectors: true}]\nconfigMapGenerator: [{name: c, files: [settings.json]}]\n",
        "prod/replicas.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n",
        "prod/settings.json": '{"apiVersion": "v1", "kind": "Pod"}',
    };

    it("is judged by what it builds, at the lines of the files that it builds from (case 052)", async function () {
        needsKustomize.call(this);
        await inFolder(FILES, async (folder) => {
            const { resources, faults, passedOver } = await load([folder]);
            assert.deepEqual([faults, passedOver], [[], []]);
            const [config, deployment] = resources;
            assert.equal(resources.length, 2);
            assert.equal(relative(folder, config?.origin?.file ?? ""), "prod/kustomization.yaml");
            assert.deepEqual(deployment?.props.metadata, {
                annotations: {},
                labels: { app: "web" },
                name: "p-web",
                namespace: "prod",
            });
            const { origin } = deployment ?? {};
            assert.equal(relative(folder, origin?.file ?? ""), "base/deployment.yaml");
            assert.deepEqual(origin?.locate("spec.template.spec.containers[0].image"), { line: 8, column: 32 });
            assert.deepEqual(origin?.locate("spec.replicas"), { line: 5, column: 1 });
        });
    });

    it("may be named by its folder or its file", async function () {
        needsKustomize.call(this);
        for (const path of ["prod", "prod/kustomization.yaml"]) {
            const loaded = await loadFiles(FILES, {}, [path]);
            assert.deepEqual(typesOf(loaded), ["kubernetes:core/v1:ConfigMap", "kubernetes:apps/v1:Deployment"]);
        }
    });

    it("that nothing takes in is built by itself, a component by none, and a file that none names is idle", async function () {
        needsKustomize.call(this);
        const { passedOver, files } = await passedOverIn({
            "a/kustomization.yml": "resources: [x.yaml]\n",
            "a/x.yaml": POD,
            "a/y.yaml": POD.replace("web", "other"),
            "part/kustomization.yaml":
                "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [z.yaml]\n",
            "part/z.yaml": POD,
        });
        assert.deepEqual([passedOver, files], [["part", "a/y.yaml"], ["a/x.yaml"]]);
    });

    it("leaves patches idle that it does not name, in the folder of patches below it, and no other folder", async () => {
        const { passedOver } = await passedOverIn({
            "a/kustomization.yaml": "resources: [x.yaml]\n",
            "a/x.yaml": POD,
            "a/patches/replicas.yaml": POD,
            "a/plain/x.yaml": POD,
            "patches/x.yaml": POD,
        });
        assert.deepEqual(passedOver, ["a/patches/replicas.yaml"]);
    });

    it("is named as one to build where nothing on the PATH builds it", async () => {
        const { PATH } = process.env;
        process.env.PATH = "/nowhere";
        try {
            const { faults, files } = await passedOverIn(FILES);
            assert.deepEqual(files, []);
            assert.match(
                faults.map(({ message }) => message).join(),
                /there is neither kustomize nor kubectl on the PATH/,
            );
        } finally {
            process.env.PATH = PATH;
        }
    });

    it("called so by Flux is an object", async () => {
        const flux = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\n";
        const { files } = await passedOverIn({ "kustomization.yaml": flux });
        assert.deepEqual(files, ["kustomization.yaml"]);
    });

    for (const [what, content, fault] of [
        [
            "names something remote",
            "resources: [https://example.com/x.yaml]\n",
            /names https:\/\/example\.com\/x\.yaml/,
        ],
        ["names a file that is gone", "resources: [gone.yaml]\n", /names gone\.yaml/],
        ["renders charts", "helmCharts: [{name: a, repo: https://example.com}]\n", /helmCharts/],
        ["reads out of its folder", "configMapGenerator: [{name: a, files: [/etc/hostname]}]\n", /cannot be built/],
        ["cannot be built", "resources: [a.yaml]\npatches: [{patch: '{', target: {kind: Pod}}]\n", /cannot be built/],
    ] as const) {
        it(`that ${what} is named as one to build, and nothing of it is judged`, async () => {
            const { faults, files } = await passedOverIn({ "kustomization.yaml": content, "a.yaml": POD });
            assert.equal(faults.length, 1);
            assert.match(faults[0]?.message ?? "", fault);
            assert.match(faults[0]?.next ?? "", /kustomize build \S+ \| platform check -/);
            assert.deepEqual(files, []);
        });
    }
});
