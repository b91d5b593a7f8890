import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { drainLines } from "../../../cli/output/drains";
import { componentTypeOf } from "../../../components/addon-kit/addon";
import { ADDONS } from "../../../components/addons";

const step = (op: string, type: string) => ({
    op,
    type,
    urn: `urn:pulumi:prod::eks-platform::${type}::x`,
    unknowns: 0,
});

describe("What has to go before an add-on", () => {
    for (const addon of ADDONS) {
        it(`is told where the add-on is removed, if there is any, and not where it changes: ${addon.name}`, () => {
            const type = componentTypeOf(addon);
            assert.deepEqual(drainLines([step("update", type), step("create", type), step("same", type)]), []);
            const [, head, line, ...others] = drainLines([step("delete", type)]).map(stripVTControlCharacters);
            assert.deepEqual(others, []);
            assert.equal(head, addon.drainFirst && "Remove before the add-ons go:");
            assert.equal(line, addon.drainFirst && `  ${addon.name}: ${addon.drainFirst}`);
        });
    }

    it("is nothing for what is no add-on", () => {
        assert.deepEqual(drainLines([step("delete", "kubernetes:helm.sh/v3:Release")]), []);
    });
});
