import assert from "node:assert/strict";
import { join } from "node:path";
import { chartOnDisk, chartOpener, OFFLINE } from "../../policies/chart-opener";
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

    it("takes a folder for the chart, from where the user is as well, unless a repository is named", () => {
        const [folder, path] = ["support", join(__dirname, "support")];
        const environment = { PWD: __dirname };
        assert.equal(chartOnDisk({ chart: path }), path);
        assert.equal(chartOnDisk({ chart: folder }, environment), path);
        assert.equal(chartOnDisk({ chart: folder, repositoryOpts: {} }, environment), path);
        assert.equal(
            chartOnDisk({ chart: folder, repositoryOpts: { repo: "https://x.invalid" } }, environment),
            undefined,
        );
        assert.equal(chartOnDisk({ chart: "no-such-chart" }, environment), undefined);
    });
});
