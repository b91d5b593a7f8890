import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { projectRoot } from "../../../toolchain/paths";

const PATCHES = ["lazy-sdk.cjs", "shallow-messages.cjs", "unsent-debug.cjs", "untraced-promises.cjs"];

/** Says at the end of a process which files have changed the SDK in it, and whether they came before the SDK. */
const PROBE = `
const Module = require("node:module");
const load = Module._load;
const loadsSdk = () => Object.keys(require.cache).some((file) => /node_modules.@pulumi.pulumi/.test(file));
let late = false;
Module._load = function (request, ...rest) {
    if (/quick-sdk/.test(request)) late ||= loadsSdk();
    return load.call(this, request, ...rest);
};
process.on("exit", () => {
    const patches = Object.keys(require.cache).flatMap((file) => /bin.((?!register|code-cache|quick-sdk)[\\w-]+\\.cjs)$/.exec(file)?.[1] ?? []);
    process.stderr.write("\\nPROBE" + JSON.stringify({ patches: patches.sort(), late, sdk: loadsSdk() }));
});
`;

describe("The changes to the Pulumi SDK", function () {
    this.timeout(60_000);
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "quick-sdk-"));
        writeFileSync(join(folder, "probe.cjs"), PROBE);
    });
    after(() => rmSync(folder, { recursive: true }));

    function run(args: readonly string[], environment: Record<string, string> = {}) {
        const env = { ...process.env, EKS_PLATFORM_PLAIN_SDK: "", ...environment };
        const options = { cwd: projectRoot(), encoding: "utf8", env, maxBuffer: 2 ** 26 } as const;
        const { stdout, stderr } = spawnSync(
            process.execPath,
            ["--require", join(folder, "probe.cjs"), ...args],
            options,
        );
        const found: { patches: string[]; late: boolean; sdk: boolean } = JSON.parse(
            stderr.split("PROBE")[1] ?? "null",
        );
        return { stdout, ...found };
    }

    /** A stack's file with a fault, at which a command ends before it does anything. */
    function faultyStack(cluster: Record<string, unknown>): string {
        const file = join(folder, "Pulumi.faulty.yaml");
        writeFileSync(file, stringify({ config: { "eks-platform:cluster": cluster, "eks-platform:helm": { x: 1 } } }));
        return file;
    }

    it("leave every byte of what prod registers as it is, and can be switched off", () => {
        const script = ["bin/run.mjs", "tests/graphs/requests.ts", "prod"];
        const quick = run(script);
        const plain = run(script, { EKS_PLATFORM_PLAIN_SDK: "true" });
        assert.deepEqual(quick.patches, PATCHES);
        assert.deepEqual(plain.patches, []);
        const requests: { requests: string[] } = JSON.parse(quick.stdout);
        assert.ok(requests.requests.length > 300);
        assert.deepEqual(requests.requests, JSON.parse(plain.stdout).requests);
    });

    it("are not made in a program that the engine's language host runs", () => {
        const { runtime } = parse(readFileSync(join(projectRoot(), "Pulumi.yaml"), "utf8"));
        const script = "require('./index.ts')";
        const { patches, sdk } = run([...runtime.options.nodeargs.split(" "), "--eval", script]);
        assert.ok(sdk);
        assert.deepEqual(patches, []);
    });

    it("are not made for a stack on AWS or on a cluster that exists, and elsewhere before the SDK is loaded", () => {
        const stacks = [
            [{ kind: "eks", name: "prod" }, [], []],
            [{ kind: "existing", context: "prod" }, [], []],
            [{ kind: "embedded" }, [], PATCHES],
            [{ kind: "eks", name: "prod" }, ["--offline"], PATCHES],
        ] as const;
        for (const [cluster, options, expected] of stacks) {
            const args = ["up", "prod", "--config-file", faultyStack(cluster), ...options];
            const { patches, late } = run(["bin/platform.mjs", ...args]);
            assert.deepEqual(patches, expected, `${JSON.stringify(cluster)} ${options}`);
            assert.equal(late, false);
        }
    });
});
