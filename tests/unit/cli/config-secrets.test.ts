import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configSecrets } from "../../../cli/engine/config-secrets";
import { readSettings } from "../../../cli/engine/stack-settings";

describe("The secrets of a stack's file", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-settings-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    it("are found in what was read and checked, whatever becomes of the file meanwhile", async () => {
        const file = join(folder, "Pulumi.x.yaml");
        writeFileSync(file, "config:\n  eks-platform:helm: { mirror: { secure: AAAB } }\n");
        const settings = readSettings("x", file);
        rmSync(file);
        const notes: string[] = [];
        const options = { pulumi: "/nowhere", decrypt: true, note: (text: string) => notes.push(text) };
        const { paths } = await configSecrets("simulated", settings, options);
        assert.deepEqual(paths, [["eks-platform:helm", "mirror"]]);
        assert.match(notes.join(), /^Pulumi\.x\.yaml has a secret, .*eks-platform:helm\.mirror$/);
    });
});
