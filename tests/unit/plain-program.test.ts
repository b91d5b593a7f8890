import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { plainProgram } from "../../components/plain-program";

/** A stack on the embedded control plane with one sample application under a name of its own. */
function configure(application: string): void {
    pulumi.runtime.setAllConfig({
        "eks-platform:cluster": JSON.stringify({ kind: "embedded" }),
        "eks-platform:admission": JSON.stringify({ enabled: false }),
        "eks-platform:applications": JSON.stringify({ [application]: { app: "retail-store", namespace: "shop" } }),
    });
}

/** Runs the program, and gives the resources as the engine would record them. */
async function run(application: string, last: Record<string, unknown>, preview: boolean) {
    const made: Record<string, unknown> = {};
    await pulumi.runtime.setMocks(
        {
            newResource({ type, name, inputs }) {
                made[`urn:pulumi:test::eks-platform::${type}::${name}`] = { type, outputs: inputs };
                return { id: name, state: { ...inputs, result: "generated" } };
            },
            call({ token, inputs }) {
                assert.equal(token, "pulumi:pulumi:readStackResourceOutputs");
                assert.equal(inputs.stackName, "organization/eks-platform/test");
                return { name: inputs.stackName, outputs: last };
            },
        },
        "eks-platform",
        "test",
        preview,
        "organization",
    );
    configure(application);
    try {
        await pulumi.runtime.runInPulumiStack(plainProgram);
    } finally {
        await pulumi.runtime.disconnect();
        pulumi.runtime.setAllConfig({});
    }
    return made;
}

describe("The program under plain pulumi", function () {
    this.timeout(60_000);
    let made: Record<string, unknown>;
    before(async () => {
        made = await run("store", {}, false);
    });

    it("makes the platform of its config, and takes its own objects again", async () => {
        assert.ok(Object.keys(made).length > 50);
        assert.deepEqual(Object.keys(await run("store", made, true)).sort(), Object.keys(made).sort());
    });

    it("is refused in the preview for objects that resources of another name have (case 123)", async () => {
        await assert.rejects(run("shop", made, true), (error) => {
            assert.ok(error instanceof pulumi.RunError);
            assert.match(error.message, /would end half way/);
            assert.match(error.message, /\n {2}Service shop\/ui: shop-ui\S* is made before store-ui\S* goes\n/);
            assert.match(error.message, /\nNext step: keep the old name/);
            assert.doesNotMatch(error.message, /Namespace/);
            return true;
        });
    });
});
