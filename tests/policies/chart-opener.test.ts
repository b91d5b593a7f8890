import assert from "node:assert/strict";
import { join } from "node:path";
import { chartOnDisk, chartOpener, OFFLINE } from "../../policies/chart-opener";
import { UNKNOWN } from "../../policies/model/value";
import { inFolder } from "./sources/support";
import { resource } from "./support/resources";

const remote = resource("kubernetes:helm.sh/v3:Release", {
    chart: "web",
    repositoryOpts: { repo: "https://charts.invalid" },
});

describe("Opening Helm releases", () => {
    it("fetches nothing offline, and reports nothing for it", async () => {
        assert.deepEqual(await chartOpener({ [OFFLINE]: "true" })(remote), { objects: [] });
    });

    it("says why a chart cannot be opened otherwise", async function () {
        this.timeout(20_000);
        const { notRendered } = await chartOpener({})(remote);
        assert.match(notRendered ?? "", /./);
    });

    it("takes a folder for the chart, from where the user is as well, unless a repository is named", async () => {
        await inFolder({ "web/Chart.yaml": "name: web\n" }, async (folder) => {
            const [path, environment] = [join(folder, "web"), { PWD: folder }];
            const onDisk = (props: object) => chartOnDisk({ chart: "web", ...props }, environment);
            assert.equal(chartOnDisk({ chart: path }), path);
            assert.equal(onDisk({}), path);
            assert.equal(onDisk({ repositoryOpts: {} }), path);
            assert.equal(onDisk({ repositoryOpts: { repo: "https://x.invalid" } }), undefined);
            assert.equal(onDisk({ repositoryOpts: { repo: UNKNOWN } }), undefined);
            assert.equal(onDisk({ chart: "no-such-chart" }), undefined);
            assert.equal(onDisk({ chart: "./no-such-chart" }), undefined);
        });
    });
});
