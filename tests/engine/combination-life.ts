import assert from "node:assert/strict";
import { policyConfigFile } from "../../cli/engine/policy-config";
import type { Combination } from "./features";
import { Life } from "./whole-life";

/** A combination of features through its life, from an empty world to an empty world, with the policies of its kind of stack. */
export async function liveThrough({ settings }: Combination): Promise<void> {
    const life = new Life();
    try {
        await life.settle(settings, policyConfigFile(settings.protect ? "prod" : "dev"));
        if (settings.protect) {
            const { errors } = await life.run("up", { ...settings, protect: false });
            assert.deepEqual(errors, []);
        }
        await life.end({ ...settings, protect: false });
    } finally {
        await life.close();
    }
}
