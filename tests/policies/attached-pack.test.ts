import assert from "node:assert/strict";
import { PackProcess } from "./support/pack-process";

const POD = { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop" }, spec: { containers: [] } };

describe("The policy pack in a thread of the command line", function () {
    this.timeout(60_000);
    let attached: PackProcess;
    before(async () => {
        attached = await PackProcess.attach();
    });
    after(() => attached.stop());

    const broken = async () => (await attached.analyze("kubernetes:core/v1:Pod", POD)).length;

    it("is the one that an engine starts", async () => {
        const pack = await PackProcess.start();
        try {
            assert.deepEqual(await attached.policies(), await pack.policies());
            assert.deepEqual(
                await attached.analyze("kubernetes:core/v1:Pod", POD),
                await pack.analyze("kubernetes:core/v1:Pod", POD),
            );
        } finally {
            await pack.stop();
        }
    });

    it("judges each operation by the configuration of that operation alone", async () => {
        await attached.begin();
        const findings = await broken();
        assert.ok(findings > 1);
        await attached.configure({ "bare-pod": { level: "DISABLED" } });
        assert.equal(await broken(), findings - 1);
        await attached.begin();
        assert.equal(await broken(), findings);
    });
});
