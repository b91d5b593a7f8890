import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ProviderError } from "../../core/engine/errors";
import { MAX_MESSAGE_BYTES } from "../../core/engine/limits";
import type { ConstructRequest } from "../../core/engine/provider";
import type { PropertyMap } from "../../core/engine/values";
import { decodeProperties, encodeProperties } from "../../core/engine/wire";

/** A resource as the engine registered it. */
export interface Registered {
    readonly urn: string;
    /** Empty for a component. */
    readonly id: string;
    readonly type: string;
    /** In a preview those that are planned. */
    readonly outputs: PropertyMap;
}

/** What is said of a resource besides its inputs. */
export interface ResourceOptions {
    /** URN. @default the component under construction */
    readonly parent?: string;
    /** URNs of what must exist first and be deleted later. */
    readonly dependsOn?: readonly string[];
    /** Property paths whose changes are ignored. @default none */
    readonly ignoreChanges?: readonly string[];
    /** @default as the component under construction */
    readonly retainOnDelete?: boolean;
    /** Provider reference (`urn::id`). @default the engine's default provider of the package */
    readonly provider?: string | undefined;
    /** Version of the package. @default the engine's choice */
    readonly version?: string;
}

/** Where the children of one remote component are registered. */
export type ChildMonitor = Pick<ComponentMonitor, "root" | "component" | "resource" | "outputs" | "invoke" | "close">;

/** Registers the children of one remote component with the engine, as the SDK would, without the SDK's global state. */
export class ComponentMonitor {
    private readonly client: ResourceMonitorClient;

    constructor(/** Of the component whose children are registered. */ readonly request: ConstructRequest) {
        this.client = new ResourceMonitorClient(request.monitorEndpoint, credentials.createInsecure(), {
            "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
            "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
        });
    }

    /** Registers the component itself. */
    root(inputs: PropertyMap): Promise<Registered> {
        const { request } = this;
        const message = this.message(request.type, request.name, inputs, {
            parent: request.parent,
            dependsOn: request.dependencies,
            ignoreChanges: request.options.ignoreChanges,
        });
        message.setReplaceonchangesList([...request.options.replaceOnChanges]);
        message.setAdditionalsecretoutputsList([...request.options.additionalSecretOutputs]);
        const providers = message.getProvidersMap();
        for (const [name, reference] of request.providers) {
            providers.set(name, reference);
        }
        return this.register(message);
    }

    /** Registers a component that is a child. */
    component(type: string, name: string, inputs: PropertyMap, options: ResourceOptions): Promise<Registered> {
        return this.register(this.message(type, name, inputs, options));
    }

    /** Registers a resource that a provider makes. */
    resource(type: string, name: string, inputs: PropertyMap, options: ResourceOptions): Promise<Registered> {
        const message = this.message(type, name, inputs, options);
        message.setCustom(true);
        return this.register(message);
    }

    /** Completes a component. */
    async outputs(urn: string, outputs: PropertyMap): Promise<void> {
        const message = new messages.RegisterResourceOutputsRequest();
        message.setUrn(urn);
        message.setOutputs(encodeProperties(outputs));
        await new Promise<Empty>((resolve, reject) => {
            this.client.registerResourceOutputs(message, settle(resolve, reject));
        });
    }

    /** Calls a provider function. */
    async invoke(
        token: string,
        args: PropertyMap,
        provider: string | undefined,
        version: string,
    ): Promise<PropertyMap> {
        const message = new messages.ResourceInvokeRequest();
        message.setTok(token);
        message.setArgs(encodeProperties(args));
        message.setProvider(provider ?? "");
        message.setVersion(version);
        message.setAcceptresources(true);
        const response = await new Promise<InvokeResponse>((resolve, reject) => {
            this.client.invoke(message, settle(resolve, reject));
        });
        const [failure] = response.getFailuresList();
        if (failure) {
            throw new ProviderError(`${token}: ${failure.getReason()}`);
        }
        return decodeProperties(response.getReturn());
    }

    /** Ends the connection to the engine. */
    close(): void {
        Client.prototype.close.call(this.client);
    }

    private message(
        type: string,
        name: string,
        inputs: PropertyMap,
        options: ResourceOptions,
    ): messages.RegisterResourceRequest {
        const inherited = this.request.options;
        const message = new messages.RegisterResourceRequest();
        message.setType(type);
        message.setName(name);
        message.setParent(options.parent ?? "");
        message.setObject(encodeProperties(inputs));
        message.setDependenciesList([...(options.dependsOn ?? [])]);
        message.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
        message.setProvider(options.provider ?? "");
        message.setVersion(options.version ?? "");
        message.setAcceptsecrets(true);
        message.setAcceptresources(true);
        message.setSupportspartialvalues(true);
        message.setAliasspecs(true);
        if (inherited.protect !== undefined) {
            message.setProtect(inherited.protect);
        }
        const retain = options.retainOnDelete ?? inherited.retainOnDelete;
        if (retain !== undefined) {
            message.setRetainondelete(retain);
        }
        message.setDeletedwith(inherited.deletedWith);
        return message;
    }

    private async register(message: messages.RegisterResourceRequest): Promise<Registered> {
        const response = await new Promise<messages.RegisterResourceResponse>((resolve, reject) => {
            this.client.registerResource(message, settle(resolve, reject));
        });
        return {
            urn: response.getUrn(),
            id: response.getId(),
            type: message.getType(),
            outputs: decodeProperties(response.getObject()),
        };
    }
}

function settle<T>(resolve: (value: T) => void, reject: (error: Error) => void) {
    return (error: ServiceError | null, response: T): void => {
        // The engine has already told the user why a registration failed; the status carries the same text.
        if (error) {
            reject(new ProviderError(error.details, error.code));
        } else {
            resolve(response);
        }
    };
}
