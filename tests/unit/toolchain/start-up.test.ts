import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";

describe("the start of the toolchain", () => {
    it("loads neither the HTTP client nor tar, which most runs do not need and which take longer than all the rest", () => {
        const script = `require(${JSON.stringify(join(projectRoot(), "toolchain"))});
            console.log(JSON.stringify(Object.keys(require.cache)))`;
        const args = ["--require", "./bin/register.cjs", "--input-type=commonjs", "--eval", script];
        const output = execFileSync(process.execPath, args, { cwd: projectRoot(), encoding: "utf8" });
        const loaded: string[] = JSON.parse(output);
        assert.ok(loaded.includes(join(projectRoot(), "toolchain", "resolve.ts")));
        assert.deepEqual(
            loaded.filter((file) => /node_modules\/(undici|tar)\//.test(file)),
            [],
        );
    });
});
