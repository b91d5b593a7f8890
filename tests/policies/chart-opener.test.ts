import assert from "node:assert/strict";
import { chartOpener, OFFLINE } from "../../policies/chart-opener";
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
});
