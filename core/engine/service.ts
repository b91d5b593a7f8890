import { type handleUnaryCall, type sendUnaryData, status, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Connections } from "./connections";
import { differences } from "./diff";
import { diffResponse } from "./diff-response";
import type { EngineHost } from "./engine-host";
import { ProviderError } from "./errors";
import type { FaultPlan, Operation } from "./faults";
import { checkRequest, checkResponse, constructRequest, diffRequest, resource } from "./messages";
import type { ProviderFactory, ProviderImplementation } from "./provider";
import { serviceError } from "./service-error";
import { decodeProperties, encodeProperties } from "./wire";

/** Answers the engine's provider protocol with implementations from the factory, one per connection. */
export function providerService(factory: ProviderFactory, faults: FaultPlan): UntypedServiceImplementation {
    const connections = new Connections(factory);

    /** A method that takes part in fault injection. */
    function operation<Request, Response>(
        name: Operation,
        describe: (request: Request) => { type: string; preview: boolean },
        work: (provider: ProviderImplementation, request: Request) => Response | Promise<Response>,
    ): handleUnaryCall<Request, Response> {
        return (call, callback) => {
            const { provider } = connections.of(call);
            const { type, preview } = describe(call.request);
            answer(callback, () =>
                faults.run({ package: provider.package, type, operation: name, preview }, () =>
                    work(provider, call.request),
                ),
            );
        };
    }

    /** A method that belongs to the connection rather than to a resource. */
    function method<Request, Response>(
        work: (provider: ProviderImplementation, request: Request, engine: EngineHost) => Response | Promise<Response>,
    ): handleUnaryCall<Request, Response> {
        return (call, callback) => {
            const { provider, engine } = connections.of(call);
            answer(callback, () => work(provider, call.request, engine));
        };
    }

    const applied = (request: { getType(): string }) => ({ type: request.getType(), preview: false });
    const planned = (request: { getType(): string; getPreview(): boolean }) => ({
        type: request.getType(),
        preview: request.getPreview(),
    });

    return {
        handshake: method<messages.ProviderHandshakeRequest, messages.ProviderHandshakeResponse>(
            (_, request, engine) => {
                engine.connect(request.getEngineAddress());
                const response = new messages.ProviderHandshakeResponse();
                response.setAcceptSecrets(true);
                response.setAcceptResources(true);
                response.setAcceptOutputs(false);
                return response;
            },
        ),

        attach: method<PluginAttach, Empty>((_, request, engine) => {
            engine.connect(request.getAddress());
            return new Empty();
        }),

        getPluginInfo: method<Empty, PluginInfo>((provider) => {
            const info = new PluginInfo();
            info.setVersion(provider.version);
            return info;
        }),

        checkConfig: method<messages.CheckRequest, messages.CheckResponse>(async (provider, request) => {
            const check = checkRequest(request);
            return checkResponse((await provider.checkConfig?.(check)) ?? { inputs: check.news });
        }),

        diffConfig: method<messages.DiffRequest, messages.DiffResponse>(async (provider, request) => {
            const diff = diffRequest(request);
            const changed = { differences: differences(diff.oldInputs, diff.news, []) };
            return diffResponse((await provider.diffConfig?.(diff)) ?? changed);
        }),

        configure: method<messages.ConfigureRequest, messages.ConfigureResponse>(async (provider, request) => {
            await provider.configure({
                args: decodeProperties(request.getArgs()),
                urn: request.hasUrn() ? request.getUrn() : undefined,
            });
            const response = new messages.ConfigureResponse();
            response.setAcceptsecrets(true);
            response.setAcceptresources(true);
            // With previews supported the engine asks Create what it would return, so nothing stays unknown.
            response.setSupportspreview(true);
            response.setAcceptoutputs(false);
            return response;
        }),

        check: operation<messages.CheckRequest, messages.CheckResponse>("check", applied, async (provider, request) =>
            checkResponse(await provider.check(checkRequest(request))),
        ),

        diff: operation<messages.DiffRequest, messages.DiffResponse>("diff", applied, async (provider, request) =>
            diffResponse(await provider.diff(diffRequest(request))),
        ),

        create: operation<messages.CreateRequest, messages.CreateResponse>(
            "create",
            planned,
            async (provider, request) => {
                const result = await provider.create({
                    ...resource(request),
                    inputs: decodeProperties(request.getProperties()),
                    preview: request.getPreview(),
                    timeoutSeconds: request.getTimeout(),
                });
                const response = new messages.CreateResponse();
                response.setId(result.id);
                response.setProperties(encodeProperties(result.outputs));
                return response;
            },
        ),

        read: operation<messages.ReadRequest, messages.ReadResponse>("read", applied, async (provider, request) => {
            const result = await provider.read({
                ...resource(request),
                id: request.getId(),
                oldInputs: request.hasInputs() ? decodeProperties(request.getInputs()) : undefined,
                oldOutputs: request.hasProperties() ? decodeProperties(request.getProperties()) : undefined,
            });
            const response = new messages.ReadResponse();
            if (!result) {
                return response;
            }
            response.setId(result.id);
            response.setInputs(encodeProperties(result.inputs));
            response.setProperties(encodeProperties(result.outputs));
            return response;
        }),

        update: operation<messages.UpdateRequest, messages.UpdateResponse>(
            "update",
            planned,
            async (provider, request) => {
                const outputs = await provider.update({
                    ...resource(request),
                    id: request.getId(),
                    oldInputs: decodeProperties(request.getOldInputs()),
                    oldOutputs: decodeProperties(request.getOlds()),
                    inputs: decodeProperties(request.getNews()),
                    preview: request.getPreview(),
                    timeoutSeconds: request.getTimeout(),
                });
                const response = new messages.UpdateResponse();
                response.setProperties(encodeProperties(outputs));
                return response;
            },
        ),

        delete: operation<messages.DeleteRequest, Empty>("delete", applied, async (provider, request) => {
            await provider.delete({
                ...resource(request),
                id: request.getId(),
                oldInputs: decodeProperties(request.getOldInputs()),
                oldOutputs: decodeProperties(request.getProperties()),
                timeoutSeconds: request.getTimeout(),
            });
            return new Empty();
        }),

        invoke: operation<messages.InvokeRequest, messages.InvokeResponse>(
            "invoke",
            (request) => ({ type: request.getTok(), preview: request.getPreview() }),
            async (provider, request) => {
                if (!provider.invoke) {
                    throw unsupported(provider, `function ${request.getTok()}`);
                }
                const result = await provider.invoke({
                    token: request.getTok(),
                    args: decodeProperties(request.getArgs()),
                });
                const response = new messages.InvokeResponse();
                response.setReturn(encodeProperties(result));
                return response;
            },
        ),

        call: method<messages.CallRequest, messages.CallResponse>(async (provider, request) => {
            if (!provider.call) {
                throw unsupported(provider, `method ${request.getTok()}`);
            }
            const result = await provider.call({
                token: request.getTok(),
                args: decodeProperties(request.getArgs()),
                preview: request.getDryrun(),
            });
            const response = new messages.CallResponse();
            response.setReturn(encodeProperties(result));
            return response;
        }),

        construct: operation<messages.ConstructRequest, messages.ConstructResponse>(
            "construct",
            (request) => ({ type: request.getType(), preview: request.getDryrun() }),
            async (provider, request) => {
                if (!provider.construct) {
                    throw unsupported(provider, `component ${request.getType()}`);
                }
                const result = await provider.construct(constructRequest(request));
                const response = new messages.ConstructResponse();
                response.setUrn(result.urn);
                response.setState(encodeProperties(result.outputs));
                return response;
            },
        ),

        cancel: method<Empty, Empty>((provider) => {
            provider.cancel?.();
            return new Empty();
        }),
    };
}

function answer<Response>(callback: sendUnaryData<Response>, work: () => Response | Promise<Response>): void {
    // Started in a microtask so that a synchronous throw becomes an answer too.
    Promise.resolve()
        .then(work)
        .then(
            (response) => callback(null, response),
            (error: unknown) => callback(serviceError(error)),
        );
}

function unsupported(provider: ProviderImplementation, what: string): ProviderError {
    const message = `this ${provider.package} provider has no ${what}`;
    return new ProviderError(message, status.UNIMPLEMENTED);
}
