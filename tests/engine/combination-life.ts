import assert from "node:assert/strict";
import { policyConfigFile } from "../../cli/engine/policy-config";
import { today } from "../../core/today";
import type { Combination } from "./features";
import { Life } from "./whole-life";

/** A combination of features through its life, from an empty world to an empty world, with the policies of its kind of stack. */
export async function liveThrough({ settings }: Combination): Promise<void> {
    const life = new Life();
    const policyConfig = policyConfigFile(settings.protect ? "prod" : "dev");
    try {
        await life.settle(settings, policyConfig);
        if (settings.protect) {
            const teardown = { until: today(), reason: "It has moved." };
            const { errors } = await life.run("up", { ...settings, teardown }, { policyConfig });
            assert.deepEqual(errors, []);
        }
        await life.end(settings);
    } finally {
        await life.close();
    }
}
