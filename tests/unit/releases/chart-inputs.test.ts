import assert from "node:assert/strict";
import semver from "semver";
import { CHARTS } from "../../../components/addons";
import { calico } from "../../../components/addons/calico";
import { chartInputs } from "../../../components/releases/chart-inputs";

const CHART = { name: "web", version: "1.2.3", repository: "https://charts.example", published: "2026-01-01" };

describe("A chart", () => {
    it("comes from its own repository", () => {
        assert.deepEqual(chartInputs(CHART), { chart: "web", repository: "https://charts.example" });
    });

    it("comes from its own registry by address, which has no repository", () => {
        assert.deepEqual(chartInputs({ ...CHART, repository: "oci://registry.example/charts" }), {
            chart: "oci://registry.example/charts/web",
        });
    });

    it("comes from the mirror of the stack instead", () => {
        assert.deepEqual(chartInputs(CHART, "https://mirror.example/"), {
            chart: "web",
            repository: "https://mirror.example",
        });
        assert.deepEqual(chartInputs(CHART, "oci://mirror.example"), { chart: "oci://mirror.example/web" });
        assert.deepEqual(chartInputs(CHART, "./charts"), { chart: "./charts/web-1.2.3.tgz" });
    });
});

describe("The table of charts", () => {
    for (const { name, version, repository, published } of CHARTS) {
        it(`pins ${name} to one version from an encrypted source`, () => {
            assert.equal(semver.valid(version), version.replace(/^v/, ""));
            assert.match(repository, /^(https|oci):\/\//);
            assert.match(published, /^\d{4}-\d\d-\d\d$/);
        });
    }

    it("moves Calico's operator and its CRDs together", () => {
        assert.equal(calico.crds?.version, calico.chart.version);
    });
});
