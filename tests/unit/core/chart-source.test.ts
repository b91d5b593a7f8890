import assert from "node:assert/strict";
import { join } from "node:path";
import { chartSource } from "../../../core/chart-source";
import { inFolder } from "../../policies/sources/support";

const CHARTS = {
    "charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "bitnami/nginx/Chart.yaml": "apiVersion: v2\nname: nginx\nversion: 1.0.0\n",
    "empty/values.yaml": "",
    "web-1.0.0.tgz": "",
};

describe("The source of a chart", () => {
    const kindsOf = (...asked: readonly (readonly [chart: string, repository?: string])[]) =>
        asked.map(([chart, repository]) => chartSource(chart, repository, ["/nowhere"]).kind);

    it("is a path where it can be nothing else, whether it exists or not", () => {
        assert.deepEqual(kindsOf(["./web"], ["../web"], ["/srv/web"], [" ./web "], ["./web", "bitnami"]), [
            ...Array(5).fill("path"),
        ]);
    });

    it("is what the address of a repository, an archive or a registry says", () => {
        assert.deepEqual(kindsOf(["web", "https://charts.example.com"], ["charts/web", "file:///srv/charts"]), [
            ...["repository", "repository"],
        ]);
        assert.deepEqual(kindsOf(["https://example.com/web-1.0.0.tgz"]), ["archive"]);
        assert.deepEqual(kindsOf(["oci://example.com/web"], ["oci://example.com/web", "https://example.com"]), [
            ...["registry", "registry"],
        ]);
    });

    it("is an alias without an address, and a bare name is none", () => {
        assert.deepEqual(kindsOf(["bitnami/nginx"], ["nginx", "bitnami"], ["nginx"]), ["alias", "alias", "name"]);
        assert.equal(chartSource("nginx", "bitnami", ["/nowhere"]).chart, "bitnami/nginx");
    });

    it("is a folder or an archive that exists, before an alias and after a repository", async () => {
        await inFolder(CHARTS, async (folder) => {
            const source = (chart: string, repository?: string) => chartSource(chart, repository, ["/nowhere", folder]);
            assert.deepEqual(source("charts/web"), { kind: "path", chart: join(folder, "charts/web") });
            assert.deepEqual(source("nginx", "bitnami"), { kind: "path", chart: join(folder, "bitnami/nginx") });
            assert.deepEqual(source("web-1.0.0.tgz"), { kind: "path", chart: join(folder, "web-1.0.0.tgz") });
            assert.equal(source("charts/web", "https://charts.example.com").kind, "repository");
            assert.equal(source("empty").kind, "name");
        });
    });
});
