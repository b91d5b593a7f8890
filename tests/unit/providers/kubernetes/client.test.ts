import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { KubeConfig } from "@kubernetes/client-node";
import { ApiClient } from "../../../../providers/kubernetes/api/client";
import { ApiError, ConnectionError, isTransient } from "../../../../providers/kubernetes/api/errors";
import { ObjectApi } from "../../../../providers/kubernetes/api/objects";
import { follow } from "../../../../providers/kubernetes/readiness/follow";

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

const KINDS = { resources: [{ name: "configmaps", kind: "ConfigMap", namespaced: true }] };
const REFERENCE = { apiVersion: "v1", kind: "ConfigMap", namespace: "shop", name: "settings" };

describe("the client of the Kubernetes API", () => {
    let server: Server;
    let handler: Handler;
    let api: ObjectApi;
    const { signal } = new AbortController();

    beforeEach(async () => {
        server = createServer((request, response) => {
            const url = new URL(request.url ?? "/", "http://localhost");
            if (url.pathname === "/api/v1") {
                response.end(JSON.stringify(KINDS));
            } else {
                handler(request, response, url);
            }
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        api = new ObjectApi(clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    });

    afterEach(() => {
        server.closeAllConnections();
        server.close();
    });

    function clientOf(url: string, timeoutSeconds = 5): ApiClient {
        const kubeConfig = new KubeConfig();
        kubeConfig.loadFromClusterAndUser(
            { name: "test", server: url, skipTLSVerify: true },
            { name: "me", token: "t" },
        );
        return new ApiClient({ kubeConfig, server: url, namespace: "default", contents: "" }, timeoutSeconds);
    }

    it("sends the credentials of the kubeconfig and reads the answer", async () => {
        handler = (request, response, url) => {
            assert.equal(request.headers.authorization, "Bearer t");
            assert.equal(url.pathname, "/api/v1/namespaces/shop/configmaps/settings");
            response.end(JSON.stringify({ data: { a: "1" } }));
        };
        assert.deepEqual(await api.get(REFERENCE, signal), { data: { a: "1" } });
    });

    it("tries again when the server throttles or fails", async () => {
        const answers = [429, 503, 200];
        handler = (_, response) => {
            const status = answers.shift() ?? 200;
            response.writeHead(status).end(JSON.stringify(status === 200 ? { data: {} } : { message: "busy" }));
        };
        assert.deepEqual(await api.get(REFERENCE, signal), { data: {} });
        assert.deepEqual(answers, []);
    }).timeout(10_000);

    it("does not try again what will always be refused", async () => {
        let asked = 0;
        handler = (_, response) => {
            asked += 1;
            response.writeHead(422).end(JSON.stringify({ reason: "Invalid", message: "spec is invalid" }));
        };
        const object = { ...REFERENCE, metadata: { name: "settings", namespace: "shop" } };
        const applied = api.apply(object, { fieldManager: "test", force: false, dryRun: false, signal });
        await assert.rejects(applied, (error) => error instanceof ApiError && error.message === "spec is invalid");
        assert.equal(asked, 1);
    });

    it("sends a create once more only where the first was certainly not carried out", async () => {
        const object = { ...REFERENCE, metadata: { name: "settings", namespace: "shop" } };
        const options = { fieldManager: "test", dryRun: false, signal };
        const answers = [503, 201];
        let asked = 0;
        handler = (_, response) => {
            asked += 1;
            response.writeHead(answers.shift() ?? 500).end("{}");
        };
        await api.create(object, options);
        assert.equal(asked, 2);
        await assert.rejects(api.create(object, options), (error) => error instanceof ApiError && error.status === 500);
        assert.equal(asked, 3);
        handler = (_, response) => {
            asked += 1;
            response.destroy();
        };
        await assert.rejects(api.create(object, options), (error) => error instanceof ConnectionError);
        assert.equal(asked, 4);
    }).timeout(10_000);

    it("applies every field of the object, with the field manager and strict validation", async () => {
        let sent: { url: URL; body: unknown; type: string | undefined } | undefined;
        handler = (request, response, url) => {
            const chunks: Buffer[] = [];
            request
                .on("data", (chunk: Buffer) => chunks.push(chunk))
                .on("end", () => {
                    sent = {
                        url,
                        body: JSON.parse(Buffer.concat(chunks).toString()),
                        type: request.headers["content-type"],
                    };
                    response.end("{}");
                });
        };
        const object = {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "A.b", namespace: "shop" },
            novel: { field: 1 },
        };
        await api.apply(object, { fieldManager: "test", force: true, dryRun: true, signal });
        assert.deepEqual(sent?.body, object);
        assert.equal(sent?.type, "application/apply-patch+yaml");
        assert.equal(sent?.url.pathname, "/api/v1/namespaces/shop/configmaps/A.b");
        assert.deepEqual(Object.fromEntries(sent?.url.searchParams ?? []), {
            fieldManager: "test",
            force: "true",
            fieldValidation: "Strict",
            dryRun: "All",
        });
    });

    it("calls a server that does not answer unreachable", async () => {
        handler = () => undefined;
        const client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 0.1);
        const request = client.send({ method: "GET", path: "/version", signal });
        await assert.rejects(request, (error) => error instanceof ConnectionError && /no answer/.test(error.message));
    });

    it("takes a field that no schema has for a refusal, though the server answers 500", () => {
        const message = "failed to create typed patch object: .spec.x: field not declared in schema";
        assert.equal(isTransient(new ApiError(message, 500, "InternalError")), false);
        assert.equal(isTransient(new ApiError("etcd leader changed", 500, "InternalError")), true);
    });

    it("follows objects through a dropped watch, by listing them again", async () => {
        const stop = new AbortController();
        const item = (value: string) => ({ metadata: { uid: "1", name: "settings" }, data: { value } });
        let lists = 0;
        handler = (_, response, url) => {
            if (url.searchParams.get("watch") === "true") {
                const event = { type: "MODIFIED", object: { ...REFERENCE, ...item(`watched ${lists}`) } };
                response.write(`${JSON.stringify(event)}\n`);
                if (lists === 1) {
                    setTimeout(() => response.destroy(), 20);
                }
                return;
            }
            lists += 1;
            response.end(JSON.stringify({ metadata: { resourceVersion: "1" }, items: [item(`listed ${lists}`)] }));
        };
        const seen: unknown[] = [];
        const following = follow(api, REFERENCE, {}, stop.signal, (objects) => {
            seen.push((objects[0] as unknown as { data: { value: string } }).data.value);
            if (seen.length === 4) {
                stop.abort();
            }
        });
        await assert.rejects(following, { name: "AbortError" });
        assert.deepEqual(seen, ["listed 1", "watched 1", "listed 2", "watched 2"]);
    }).timeout(10_000);
});
