import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ADMISSION_CHECKS } from "../../policies/admission/rules";
import { RELATIONS } from "../../policies/relations";
import { RULES } from "../../policies/rules";

const POLICIES = join(__dirname, "..", "..", "policies");
const families = readdirSync(join(POLICIES, "rules"), { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe("The file of a rule", () => {
    for (const { id } of RULES) {
        it(`is named as the rule ${id}, in the folder of one family`, () => {
            const files = families.filter(({ name }) => existsSync(join(POLICIES, "rules", name, `${id}.ts`)));
            assert.equal(files.length, 1);
        });
    }

    for (const { id } of RELATIONS) {
        it(`is named as the relation ${id}`, () => assert.ok(existsSync(join(POLICIES, "relations", `${id}.ts`))));
    }

    for (const { rule } of ADMISSION_CHECKS) {
        it(`is named as ${rule.id} where the API server enforces it`, () =>
            assert.ok(existsSync(join(POLICIES, "admission", "rules", `${rule.id}.ts`))));
    }
});
