import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, type handleUnaryCall, Server, ServerCredentials, type ServiceError, status } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { EngineHost } from "../../../../core/engine/engine-host";
import { notFound, PartialFailure } from "../../../../core/engine/errors";
import { FaultPlan } from "../../../../core/engine/faults";
import type { ProviderImplementation } from "../../../../core/engine/provider";
import { type ProviderServer, serveProvider } from "../../../../core/engine/server";
import { type PropertyMap, Secret } from "../../../../core/engine/values";
import { decodeProperties, encodeProperties } from "../../../../core/engine/wire";
import { readJournal } from "../../../../simulator";
import { projectRoot } from "../../../../toolchain/paths";

/** A provider that refuses, half fails or echoes, by the type of the resource. */
function echo(engine: EngineHost): ProviderImplementation {
    let region: unknown;
    return {
        package: "echo",
        version: "1.2.3",
        configure: ({ args }) => {
            region = args.region;
        },
        check: ({ news, olds }) => ({
            inputs: { ...news, isNew: olds === undefined },
            failures: [{ property: "name", reason: "is missing" }],
        }),
        diff: () => ({ differences: [{ path: "tags.a", kind: "update", replace: true }] }),
        create: ({ type, inputs, preview }) => {
            if (type === "echo:waiting") {
                engine.status("urn:echo", "0 of 2 ready");
            }
            if (type === "echo:refused") {
                throw notFound("no such thing");
            }
            if (type === "echo:half") {
                throw new PartialFailure("half", inputs, { ...inputs, ready: false }, ["not ready"]);
            }
            if (type === "echo:broken") {
                throw new TypeError("a mistake");
            }
            return { id: "id", outputs: { ...inputs, preview, region: String(region) } };
        },
        read: () => undefined,
        update: ({ inputs }) => inputs,
        delete: () => {},
    };
}

describe("the provider protocol", () => {
    let server: ProviderServer;
    const clients: ResourceProviderClient[] = [];
    const engine = new Server();

    before(async () => {
        server = await serveProvider(echo, new FaultPlan([]));
    });
    after(async () => {
        for (const client of clients) {
            client.close();
        }
        await server.close();
        engine.forceShutdown();
    });

    /** A connection of its own, as the engine has one for each provider resource. */
    function connect(): ResourceProviderClient {
        const options = { "grpc.use_local_subchannel_pool": 1 };
        const client = new ResourceProviderClient(`127.0.0.1:${server.port}`, credentials.createInsecure(), options);
        clients.push(client);
        return client;
    }

    function configure(client: ResourceProviderClient, region: string): Promise<messages.ConfigureResponse> {
        const request = new messages.ConfigureRequest();
        request.setArgs(encodeProperties({ region }));
        return call((done) => client.configure(request, done));
    }

    function create(client: ResourceProviderClient, type: string, inputs = {}): Promise<messages.CreateResponse> {
        const request = new messages.CreateRequest();
        request.setType(type);
        request.setProperties(encodeProperties(inputs));
        request.setPreview(true);
        return call((done) => client.create(request, done));
    }

    it("tells the engine the version of the SDK and that previews are complete", async () => {
        const client = connect();
        const info = await call<{ getVersion(): string }>((done) => client.getPluginInfo(new Empty(), done));
        assert.equal(info.getVersion(), "1.2.3");
        const response = await configure(client, "eu-west-1");
        assert.equal(response.getSupportspreview(), true);
        assert.equal(response.getAcceptsecrets(), true);
    });

    it("keeps the configuration of each connection apart", async () => {
        const [one, two] = [connect(), connect()];
        await configure(one, "eu-west-1");
        await configure(two, "us-east-1");
        const region = async (client: ResourceProviderClient) =>
            decodeProperties((await create(client, "echo:any")).getProperties()).region;
        assert.deepEqual([await region(one), await region(two)], ["eu-west-1", "us-east-1"]);
    });

    it("carries secrets and the preview flag", async () => {
        const response = await create(connect(), "echo:any", { password: new Secret("hush") });
        const outputs = decodeProperties(response.getProperties());
        assert.deepEqual(outputs.password, new Secret("hush"));
        assert.equal(outputs.preview, true);
    });

    it("tells a new resource, of which the engine sends empty old inputs, from one that exists", async () => {
        const isNew = async (olds: PropertyMap) => {
            const request = new messages.CheckRequest();
            request.setOlds(encodeProperties(olds));
            request.setNews(encodeProperties({}));
            const response = await call<messages.CheckResponse>((done) => connect().check(request, done));
            return decodeProperties(response.getInputs()).isNew;
        };
        assert.deepEqual([await isNew({}), await isNew({ name: "a" })], [true, false]);
    });

    it("answers a refusal with its code and its words, a mistake with its stack", async () => {
        const client = connect();
        await assert.rejects(create(client, "echo:refused"), { code: status.NOT_FOUND, details: "no such thing" });
        await assert.rejects(create(client, "echo:broken"), (error: ServiceError) => {
            assert.match(error.details, /TypeError: a mistake\n\s+at /);
            return true;
        });
    });

    it("tells what exists of a resource that failed half-way", async () => {
        await assert.rejects(create(connect(), "echo:half", { a: 1 }), (error: ServiceError) => {
            const [bytes] = error.metadata.get("grpc-status-details-bin");
            assert.ok(Buffer.isBuffer(bytes));
            const [detail] = Status.deserializeBinary(bytes).getDetailsList();
            const failure = detail?.unpack(
                messages.ErrorResourceInitFailed.deserializeBinary,
                "pulumirpc.ErrorResourceInitFailed",
            );
            assert.equal(failure?.getId(), "half");
            assert.deepEqual(failure?.getReasonsList(), ["not ready"]);
            assert.deepEqual(decodeProperties(failure?.getProperties()), { a: 1, ready: false });
            return true;
        });
    });

    it("passes on what a resource waits for to the engine that serves the connection", async () => {
        const told = new Promise<LogRequest>((resolve) => {
            const log: handleUnaryCall<LogRequest, Empty> = (call, done) => {
                resolve(call.request);
                done(null, new Empty());
            };
            engine.addService({ log: EngineService.log }, { log });
        });
        const port = await new Promise<number>((resolve, reject) => {
            engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
                error ? reject(error) : resolve(bound),
            );
        });
        const client = connect();
        const handshake = new messages.ProviderHandshakeRequest();
        handshake.setEngineAddress(`127.0.0.1:${port}`);
        await call((done) => client.handshake(handshake, done));
        await create(client, "echo:waiting");
        const message = await told;
        assert.deepEqual([message.getUrn(), message.getMessage()], ["urn:echo", "0 of 2 ready"]);
        assert.ok(message.getEphemeral(), "the engine would keep it in its log");
    });

    it("passes on check failures and the paths of a diff", async () => {
        const client = connect();
        const checked = await call<messages.CheckResponse>((done) => client.check(new messages.CheckRequest(), done));
        assert.deepEqual(checked.toObject().failuresList, [{ property: "name", reason: "is missing" }]);
        const diff = await call<messages.DiffResponse>((done) => client.diff(new messages.DiffRequest(), done));
        assert.equal(diff.getChanges(), messages.DiffResponse.DiffChanges.DIFF_SOME);
        assert.deepEqual(diff.getReplacesList(), ["tags"]);
        assert.equal(diff.getDetaileddiffMap().get("tags.a")?.getKind(), messages.PropertyDiff.Kind.UPDATE_REPLACE);
    });

    it("says that a provider's settings changed where the provider does not compare them itself", async () => {
        const client = connect();
        const diffOf = (region: string) => {
            const request = new messages.DiffRequest();
            request.setOldInputs(encodeProperties({ region: "eu-west-1" }));
            request.setNews(encodeProperties({ region }));
            return call<messages.DiffResponse>((done) => client.diffConfig(request, done));
        };
        assert.equal((await diffOf("eu-west-1")).getChanges(), messages.DiffResponse.DiffChanges.DIFF_NONE);
        assert.equal((await diffOf("us-east-1")).getChanges(), messages.DiffResponse.DiffChanges.DIFF_SOME);
    });

    it("has no components and functions where the implementation has none", async () => {
        const client = connect();
        const invoke = call((done) => client.invoke(new messages.InvokeRequest(), done));
        await assert.rejects(invoke, { code: status.UNIMPLEMENTED });
    });
});

describe("a planned crash", () => {
    it("ends the process at once, and the world keeps what was made before", () => {
        const folder = mkdtempSync(join(tmpdir(), "eks-platform-crash-"));
        try {
            const file = join(folder, "world.jsonl");
            const script = `
                const { FaultPlan } = require("./core/engine/faults");
                const { World } = require("./simulator/world/world");
                const world = new World({ file: process.argv[1] });
                const plan = new FaultPlan([{ kind: "crash", at: 2 }]);
                const call = { package: "aws", type: "aws:ec2/vpc:Vpc", operation: "create", preview: false };
                const make = (id) => plan.run(call, () =>
                    world.create({ type: call.type, scope: "", id, urn: id, inputs: {}, outputs: {} }));
                make("one").then(() => make("two")).then(() => make("three"));
            `;
            const root = projectRoot();
            const { signal } = spawnSync(process.execPath, ["--require", "./bin/register.cjs", "-e", script, file], {
                cwd: root,
            });
            assert.equal(signal, "SIGKILL");
            assert.deepEqual(
                readJournal(file).map(({ id }) => id),
                ["one"],
            );
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });
});

function call<Response>(
    send: (done: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
    return new Promise((resolve, reject) => {
        send((error, response) => (error ? reject(error) : resolve(response)));
    });
}
