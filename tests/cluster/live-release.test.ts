import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PartialFailure } from "../../core/engine/errors";
import { mapAt, type PropertyMap, Secret } from "../../core/engine/values";
import { resolveTools } from "../../toolchain";
import { LiveStack } from "./live-stack";
import { eventually, TOOLS_LIMIT_MS, usePlane } from "./plane";

const RELEASE_TYPE = "kubernetes:helm.sh/v3:Release";

const CHART_FILES = {
    "Chart.yaml": "apiVersion: v2\nname: tiny\nversion: 0.1.0\nappVersion: '1.0'\n",
    "values.yaml": "greeting: hello\nstuck: false\n",
    "values.schema.json": JSON.stringify({
        type: "object",
        properties: { greeting: { type: "string" }, stuck: { type: "boolean" } },
        additionalProperties: false,
    }),
    "templates/config.yaml": [
        "apiVersion: v1",
        "kind: ConfigMap",
        "metadata: { name: {{ .Release.Name }} }",
        "data: { greeting: {{ .Values.greeting | quote }} }",
        "",
    ].join("\n"),
    "templates/pod.yaml": [
        "{{- if .Values.stuck }}",
        "apiVersion: v1",
        "kind: Pod",
        "metadata: { name: {{ .Release.Name }} }",
        "spec:",
        "  nodeSelector: { disk: none }",
        "  containers: [{ name: main, image: 'registry.k8s.io/pause:3.10' }]",
        "{{- end }}",
        "",
    ].join("\n"),
};

describe("Helm releases in live mode", function () {
    this.timeout(60_000);
    const plane = usePlane();
    let helmPath: string;
    let folder: string;
    let chart: string;
    let stack: LiveStack;

    before(async function () {
        this.timeout(TOOLS_LIMIT_MS);
        helmPath = (await resolveTools(["helm"])).helm.path;
    });

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "eks-platform-chart-"));
        chart = join(folder, "tiny");
        await mkdir(join(chart, "templates"), { recursive: true });
        await Promise.all(Object.entries(CHART_FILES).map(([name, text]) => writeFile(join(chart, name), text)));
        stack = await LiveStack.configure({ kubeconfig: plane().cluster.kubeconfigPath }, { helmPath });
    });

    afterEach(() => rm(folder, { recursive: true, force: true }));

    function release(name: string, values: PropertyMap = {}, more: PropertyMap = {}): PropertyMap {
        return { name, chart, namespace: "default", values, timeout: 20, ...more };
    }

    async function greeting(name: string): Promise<string | undefined> {
        const path = `/api/v1/namespaces/default/configmaps/${name}`;
        return (await plane().get<{ data: { greeting: string } }>(path))?.data.greeting;
    }

    it("installs a chart, finds nothing to change, upgrades it, and uninstalls it", async () => {
        assert.equal(await stack.up("tiny", RELEASE_TYPE, release("tiny", { greeting: "hi" })), "create");
        const status = mapAt(stack.resource("tiny").outputs, "status");
        assert.deepEqual([status.status, status.revision, status.version], ["deployed", 1, "0.1.0"]);
        assert.deepEqual(stack.resource("tiny").outputs.resourceNames, { "ConfigMap/v1": ["default/tiny"] });
        assert.equal(await stack.up("tiny", RELEASE_TYPE, release("tiny", { greeting: "hi" })), "same");
        assert.deepEqual(await stack.refresh("tiny"), []);
        assert.equal(await stack.up("tiny", RELEASE_TYPE, release("tiny", { greeting: "hey" })), "update");
        assert.equal(await greeting("tiny"), "hey");
        await stack.destroy("tiny");
        assert.equal(await greeting("tiny"), undefined);
        await stack.provider.delete({ ...deletion("tiny"), oldInputs: release("tiny") });
    });

    it("upgrades when a chart on disk changes under the same version", async () => {
        await stack.up("edited", RELEASE_TYPE, release("edited"));
        await writeFile(join(chart, "values.yaml"), "greeting: edited\nstuck: false\n");
        assert.equal(await stack.up("edited", RELEASE_TYPE, release("edited")), "update");
        assert.equal(await greeting("edited"), "edited");
    });

    it("creates the namespace when asked to", async () => {
        await stack.up("made", RELEASE_TYPE, release("made", {}, { namespace: "made", createNamespace: true }));
        assert.ok(await plane().get("/api/v1/namespaces/made"));
    });

    it("shows values that were changed by hand", async () => {
        await stack.up("drifted", RELEASE_TYPE, release("drifted", { greeting: "hi" }));
        await helm(["upgrade", "drifted", chart, "--set", "greeting=by hand"]).ended;
        assert.deepEqual(await stack.refresh("drifted"), ["values.greeting"]);
        assert.equal(await stack.up("drifted", RELEASE_TYPE, release("drifted", { greeting: "hi" })), "update");
        assert.equal(await greeting("drifted"), "hi");
    });

    it("refuses values that the chart's schema refuses, in the preview, without showing secrets", async () => {
        const values = { greeting: new Secret("swordfish-token"), sise: new Secret("swordfish-token") };
        await assert.rejects(stack.preview("invalid", RELEASE_TYPE, release("invalid", values)), (error: Error) => {
            assert.match(error.message, /sise/);
            assert.doesNotMatch(error.message, /swordfish/);
            return true;
        });
    });

    it("takes an atomic release back that does not become ready", async () => {
        const args = release("atomic", { stuck: true }, { atomic: true, timeout: 2 });
        await assert.rejects(stack.up("atomic", RELEASE_TYPE, args), (error: Error) => {
            assert.ok(!(error instanceof PartialFailure));
            return true;
        });
        assert.equal(await greeting("atomic"), undefined);
    });

    it("keeps a failed release that is not atomic, and mends it by the next update", async () => {
        const args = release("failed", { stuck: true }, { timeout: 2 });
        await assert.rejects(stack.up("failed", RELEASE_TYPE, args), PartialFailure);
        assert.equal(await stack.up("failed", RELEASE_TYPE, release("failed")), "update");
    });

    it("recovers a release that a killed run left pending, once it is known to the stack", async () => {
        const killed = helm(["install", "pending", chart, "--set", "stuck=true", "--wait"]);
        await eventually("the release is pending", async () => (await greeting("pending")) && true);
        killed.kill();
        await killed.ended;
        const inputs = release("pending", { greeting: "again" });
        const id = "default/pending";
        stack.resources.set("pending", { type: RELEASE_TYPE, id, inputs, outputs: {} });
        await stack.refresh("pending");
        assert.notDeepEqual(stack.unready.get("pending") ?? [], []);
        assert.equal(await stack.up("pending", RELEASE_TYPE, release("pending", { greeting: "well" })), "update");
        assert.equal(await greeting("pending"), "well");
    });

    it("refuses a release that is not in the stack's state, whoever made it", async () => {
        await helm(["install", "foreign", chart]).ended;
        await assert.rejects(
            stack.up("foreign", RELEASE_TYPE, release("foreign")),
            /Release default\/foreign already exists and is not in this stack's state/,
        );
    });

    it("leaves no file behind that holds values or credentials", async () => {
        const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("eks-platform-helm-"));
        const earlier = await leftovers();
        await stack.up("tidy", RELEASE_TYPE, release("tidy", { greeting: new Secret("swordfish") }));
        assert.deepEqual(await leftovers(), earlier);
    });

    function helm(args: readonly string[]): { kill(): void; readonly ended: Promise<unknown> } {
        const child = spawn(helmPath, [...args, "--namespace", "default"], {
            env: { ...process.env, KUBECONFIG: plane().cluster.kubeconfigPath },
            stdio: "ignore",
        });
        return { kill: () => child.kill("SIGKILL"), ended: new Promise((resolve) => child.on("close", resolve)) };
    }
});

function deletion(name: string) {
    return { urn: name, type: RELEASE_TYPE, name, id: `default/${name}`, oldOutputs: {}, timeoutSeconds: 0 };
}
