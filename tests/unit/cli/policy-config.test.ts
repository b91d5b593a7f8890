import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyConfigFile, readPolicyConfig } from "../../../cli/engine/policy-config";
import { UserError } from "../../../cli/errors";

describe("The policy config that the command line gives the engine", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-policy-config-"));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));
    const write = (name: string, content: string) => {
        const file = join(folder, name);
        writeFileSync(file, content);
        return file;
    };

    it("is the stack's preset, else the strictest", () => {
        assert.match(policyConfigFile("dev"), /presets\/dev\.json$/);
        assert.match(policyConfigFile("team-x"), /presets\/prod\.json$/);
    });

    it("is refused before the engine starts when its settings cannot be used, with every fault", () => {
        const exemptions = write("exemptions.yaml", "exemptions: [{ rule: bare-pod, resource: web, expires: soon }]\n");
        const config = { settings: { exemptions, podTemplates: ["Fleet"] } };
        const file = write("policies.json", JSON.stringify(config));
        assert.throws(
            () => readPolicyConfig(file),
            (error: Error) => {
                assert(error instanceof UserError);
                for (const fault of ["podTemplates", ".resource", ".reason", ".owner", ".expires"]) {
                    assert(error.message.includes(fault), `${fault} is missing in ${error.message}`);
                }
                return true;
            },
        );
    });

    it("is refused when it is no JSON, with the file's name", () => {
        assert.throws(() => readPolicyConfig(write("broken.json", "{")), /broken\.json cannot be read/);
    });
});
