import assert from "node:assert/strict";
import type { PropertyMap } from "../../../../core/engine/values";
import { UNKNOWN } from "../../../../core/engine/values";
import { connect } from "../../../../providers/kubernetes/api/connection";
import { readSettings } from "../../../../providers/kubernetes/settings";

const settings = (args: PropertyMap, env: NodeJS.ProcessEnv = {}) => readSettings(args, env);

const kubeconfig = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "dev",
    clusters: [
        { name: "one", cluster: { server: "https://one.example.com" } },
        { name: "two", cluster: { server: "https://two.example.com" } },
    ],
    contexts: [
        { name: "dev", context: { cluster: "one", user: "me", namespace: "team" } },
        { name: "prod", context: { cluster: "two", user: "me" } },
    ],
    users: [{ name: "me", user: { token: "t" } }],
});

describe("provider settings", () => {
    it("are read from text as the SDK sends it, or from the environment", () => {
        const read = settings(
            { deleteUnreachable: "true", enableSecretMutable: true },
            { PULUMI_K8S_UPSERT_EXISTING_OBJECTS: "true" },
        );
        assert.deepEqual([read.deleteUnreachable, read.secretMutable, read.upsertExistingObjects], [true, true, true]);
        assert.equal(
            settings({ deleteUnreachable: "false" }, { PULUMI_K8S_DELETE_UNREACHABLE: "true" }).deleteUnreachable,
            false,
        );
    });

    it("pass Helm's on to Helm and limit the time of a request", () => {
        const read = settings({
            helmReleaseSettings: JSON.stringify({ driver: "secret" }),
            kubeClientSettings: JSON.stringify({ timeout: 5 }),
        });
        assert.deepEqual(read.helmEnvironment, { HELM_DRIVER: "secret" });
        assert.equal(read.requestTimeoutSeconds, 5);
    });

    it("refuse, all at once, what cannot be honoured", () => {
        const args = {
            renderYamlToDirectory: "out",
            enableServerSideApply: "false",
            kubeClientSettings: JSON.stringify({ qps: 5 }),
            helmReleaseSettings: JSON.stringify({ constructor: "x" }),
        };
        assert.throws(
            () => settings(args),
            (error: Error) => {
                for (const name of [
                    "renderYamlToDirectory",
                    "enableServerSideApply: false",
                    "kubeClientSettings.qps",
                    "helmReleaseSettings.constructor",
                ]) {
                    assert.ok(error.message.includes(name), `${name} in ${error.message}`);
                }
                return true;
            },
        );
    });

    it("leave the engine's own arguments alone", () => {
        assert.doesNotThrow(() => settings({ version: "4.34.2", __internal: {}, clusterIdentifier: "a" }));
    });
});

describe("the connection that settings name", () => {
    it("is the current context of the kubeconfig", async () => {
        const connection = await connect(settings({ kubeconfig }));
        assert.ok("server" in connection);
        assert.deepEqual([connection.server, connection.namespace], ["https://one.example.com", "team"]);
    });

    it("is another context or cluster when one is named", async () => {
        const context = await connect(settings({ kubeconfig, context: "prod" }));
        assert.ok("server" in context && context.server === "https://two.example.com");
        const cluster = await connect(settings({ kubeconfig, cluster: "two" }));
        assert.ok("server" in cluster && cluster.server === "https://two.example.com");
    });

    it("is refused with the names there are when the one asked for is not", async () => {
        await assert.rejects(
            connect(settings({ kubeconfig, context: "qa" })),
            /"qa" is not in the kubeconfig.*dev, prod/,
        );
    });

    it("is missing while the file does not exist", async () => {
        const connection = await connect(settings({ kubeconfig: "/nowhere/kubeconfig" }));
        assert.ok("unreachable" in connection);
        assert.match(connection.unreachable, /\/nowhere\/kubeconfig does not exist$/);
    });

    it("is missing while the cluster is yet to be made", async () => {
        assert.ok("unreachable" in (await connect(settings({ kubeconfig: UNKNOWN }))));
    });

    it("is refused when the kubeconfig is malformed", async () => {
        await assert.rejects(connect(settings({ kubeconfig: "{not yaml" })), /cannot be read/);
    });
});
