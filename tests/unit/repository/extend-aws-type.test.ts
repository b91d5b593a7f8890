import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { ScratchCopy } from "./scratch";

const CATALOG_TEST = "tests/unit/core/facts/aws-catalog.test.ts";
const TYPES_TEST = "tests/unit/simulator/aws-types.test.ts";

describe("An AWS type that is added (docs/extend.md)", () => {
    let copy: ScratchCopy;

    beforeEach(() => {
        copy = new ScratchCopy(["core", "simulator", "components", "tests/unit/core", "tests/unit/simulator"]);
    });

    afterEach(() => copy.close());

    function edit(file: string, change: (text: string) => string): void {
        const path = copy.path(file);
        const before = readFileSync(path, "utf8");
        const after = change(before);
        assert.notEqual(after, before);
        writeFileSync(path, after);
    }

    it("is noticed when the catalog was not renewed after it was listed", () => {
        edit("core/facts/aws/catalog/derive/types.json", (text) =>
            text.replace("{", '{\n  "aws:sns/smsPreferences:SmsPreferences": "",'),
        );
        const { passes, output } = copy.test(CATALOG_TEST);
        assert.equal(passes, false);
        assert.match(output, /says of aws:sns\/smsPreferences:SmsPreferences what the SDK declares/);
        assert.match(output, /npm run catalog/);
    });

    it("is noticed when an override was written and the catalog not renewed", () => {
        edit("core/facts/aws/catalog/derive/overrides.json", (text) =>
            text.replace('"maxLength": 63', '"maxLength": 64'),
        );
        assert.equal(copy.test(CATALOG_TEST, "has every override").passes, false);
    });

    it("is noticed when its behaviour stands in a file that is not listed", () => {
        const behaviour = 'export const ramBehaviours = { "aws:sns/topic:Topic": { id: () => "x" } };\n';
        writeFileSync(copy.path("simulator/aws/behaviours/ram.ts"), behaviour);
        const { passes, output } = copy.test(TYPES_TEST, "have their behaviours");
        assert.equal(passes, false);
        assert.match(output, /ram\.ts/);
    });

    it("is noticed when its behaviour has another name than the type", () => {
        edit("simulator/aws/behaviours/sns.ts", (text) => text.replace("aws:sns/topic:Topic", "aws:sns/topics:Topics"));
        assert.match(copy.test(TYPES_TEST, "behaves by inputs").output, /aws:sns\/topics:Topics/);
    });

    it("is complete with the catalog renewed", () => {
        assert.equal(copy.test(TYPES_TEST, "have their behaviours").passes, true);
        assert.equal(copy.test(CATALOG_TEST, "has every override").passes, true);
    });
});
