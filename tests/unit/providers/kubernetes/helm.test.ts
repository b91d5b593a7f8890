import assert from "node:assert/strict";
import { type PropertyMap, Secret } from "../../../../core/engine/values";
import { redact } from "../../../../providers/kubernetes/helm/redact";
import {
    releaseTimeout,
    renderFlags,
    sourceOf,
    unsupportedInputs,
    upgradeFlags,
    valueFiles,
} from "../../../../providers/kubernetes/helm/release";
import { observedInputs } from "../../../../providers/kubernetes/helm/release-properties";
import { resourceNames } from "../../../../providers/kubernetes/helm/status";
import { chartArguments } from "../../../../providers/kubernetes/helm/workspace";

const STATE = {
    status: "deployed",
    revision: 1,
    description: "",
    chart: "tiny",
    chartVersion: "1.2.3",
    appVersion: "1",
    values: { a: 1 },
    manifest: "",
};

describe("a Helm release", () => {
    it("finds its chart in a repository, a registry, on disk, or by a name that helm knows", () => {
        const repositoryOpts = { repo: "https://charts.example.com" };
        assert.deepEqual(sourceOf({ chart: "web", repositoryOpts }), {
            kind: "repository",
            repository: repositoryOpts.repo,
            chart: "web",
        });
        assert.equal(sourceOf({ chart: "oci://registry.example.com/web" }).kind, "registry");
        assert.equal(sourceOf({ chart: "./web" }).kind, "path");
        assert.deepEqual(sourceOf({ chart: "web", repositoryOpts: { repo: "stable" } }), {
            kind: "alias",
            chart: "stable/web",
        });
    });

    it("asks helm for its chart by a reference, a repository or a name", async () => {
        const never = () => Promise.reject(new Error("helm is not asked"));
        const asked = (inputs: PropertyMap) => chartArguments(never, inputs, "/nowhere");
        assert.deepEqual(await asked({ chart: "oci://registry.example.com/web" }), ["oci://registry.example.com/web"]);
        const repositoryOpts = (repo: string) => ({ chart: "web", repositoryOpts: { repo } });
        assert.deepEqual(await asked(repositoryOpts("oci://registry.example.com/charts/")), [
            "oci://registry.example.com/charts/web",
        ]);
        assert.deepEqual(await asked(repositoryOpts("https://charts.example.com")), [
            ...["web", "--repo", "https://charts.example.com"],
        ]);
        assert.deepEqual(await asked(repositoryOpts("stable")), ["stable/web"]);
    });

    it("turns its settings into flags", () => {
        const inputs = {
            version: "1.2.3",
            skipCrds: true,
            atomic: true,
            cleanupOnFail: true,
            createNamespace: true,
            maxHistory: 5,
        };
        assert.deepEqual(renderFlags(inputs), ["--version", "1.2.3", "--skip-crds"]);
        const flags = upgradeFlags(inputs, 60);
        assert.ok(flags.join(" ").includes("--timeout 60s"));
        for (const flag of ["--wait", "--atomic", "--cleanup-on-fail", "--create-namespace"]) {
            assert.ok(flags.includes(flag), flag);
        }
        assert.ok(flags.join(" ").includes("--history-max 5"));
    });

    it("does not wait where it is told not to", () => {
        assert.ok(!upgradeFlags({ skipAwait: true, waitForJobs: true }, 60).some((flag) => flag.startsWith("--wait")));
    });

    it("starts from the chart's values, not from the last ones, unless it says so", () => {
        assert.ok(upgradeFlags({}, 60).includes("--reset-values"));
        const reusing = upgradeFlags({ reuseValues: true }, 60);
        assert.ok(reusing.includes("--reuse-values") && !reusing.includes("--reset-values"));
    });

    it("has the time of customTimeouts, else its own, else Helm's default", () => {
        assert.equal(releaseTimeout({ timeout: 60 }, 30), 30);
        assert.equal(releaseTimeout({ timeout: 60 }, 0), 60);
        assert.equal(releaseTimeout({}, 0), 300);
    });

    it("refuses settings that would be ignored", () => {
        assert.deepEqual(
            unsupportedInputs({ recreatePods: true, lint: false, replace: null }).map(({ property }) => property),
            ["recreatePods"],
        );
    });

    it("reads files of values that are given as text", () => {
        assert.deepEqual(valueFiles({ valueYamlFiles: [{ text: "a: 1" }, { text: "b: 2" }] }), ["a: 1", "b: 2"]);
    });

    it("drifts when another version or other values are there, and not for a range of versions", () => {
        assert.equal(observedInputs(STATE, { version: "1.2.2", values: { a: 1 } }).version, "1.2.3");
        assert.equal(observedInputs(STATE, { version: "v1.2.3", values: { a: 1 } }).version, "v1.2.3");
        assert.equal(observedInputs(STATE, { version: "~1.2", values: { a: 1 } }).version, "~1.2");
        const secret = { a: new Secret(2) };
        const { values } = observedInputs(STATE, { values: secret });
        assert.deepEqual(values, { a: new Secret(1) });
    });

    it("names the objects of its manifest", () => {
        const manifest = [
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}",
            "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: other}",
            "# nothing but a comment",
        ].join("\n---\n");
        assert.deepEqual(resourceNames(manifest, "shop"), {
            "Deployment.apps/apps/v1": ["shop/web"],
            "Service/v1": ["other/web"],
        });
    });

    it("keeps its secrets out of messages", () => {
        const inputs = {
            values: { password: new Secret("swordfish"), nested: new Secret({ list: ["barracuda", "ab"] }) },
        };
        assert.equal(redact("swordfish, barracuda and ab", inputs), "[secret], [secret] and ab");
    });
});
