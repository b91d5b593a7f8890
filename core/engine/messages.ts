import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { CheckRequest, CheckResult, ConstructRequest, DiffRequest } from "./provider";
import { containsSecret } from "./values";
import { decodeProperties, encodeProperties } from "./wire";

interface ResourceMessage {
    getUrn(): string;
    getType(): string;
    getName(): string;
}

/** What a message says of its resource. */
export function resource(request: ResourceMessage): { urn: string; type: string; name: string } {
    return { urn: request.getUrn(), type: request.getType(), name: request.getName() };
}

/** Reads the request of a check. */
export function checkRequest(request: messages.CheckRequest): CheckRequest {
    const olds = decodeProperties(request.getOlds());
    return {
        ...resource(request),
        // Of a resource that does not exist yet the engine sends empty old inputs.
        olds: Object.keys(olds).length > 0 ? olds : undefined,
        news: decodeProperties(request.getNews()),
        randomSeed: request.getRandomseed_asU8(),
    };
}

/** Writes the answer to a check, without the value of a secret that is at fault. */
export function checkResponse(result: CheckResult): messages.CheckResponse {
    const response = new messages.CheckResponse();
    response.setInputs(encodeProperties(result.inputs));
    for (const { property, reason } of result.failures ?? []) {
        const failure = new messages.CheckFailure();
        // The engine prints the value of the property that it is told, secret or not.
        failure.setProperty(containsSecret(result.inputs[property]) ? "" : property);
        failure.setReason(reason);
        response.addFailures(failure);
    }
    return response;
}

/** Reads the request of a diff. */
export function diffRequest(request: messages.DiffRequest): DiffRequest {
    return {
        ...resource(request),
        id: request.getId(),
        oldInputs: decodeProperties(request.getOldInputs()),
        oldOutputs: decodeProperties(request.getOlds()),
        news: decodeProperties(request.getNews()),
        ignoreChanges: request.getIgnorechangesList(),
    };
}

/** Reads the request to construct a component. */
export function constructRequest(request: messages.ConstructRequest): ConstructRequest {
    const providers = new Map<string, string>();
    request.getProvidersMap().forEach((reference, name) => {
        providers.set(name, reference);
    });
    const inputDependencies = new Map<string, readonly string[]>();
    request.getInputdependenciesMap().forEach((dependencies, name) => {
        inputDependencies.set(name, dependencies.getUrnsList());
    });
    return {
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent(),
        inputs: decodeProperties(request.getInputs()),
        providers,
        dependencies: request.getDependenciesList(),
        inputDependencies,
        preview: request.getDryrun(),
        monitorEndpoint: request.getMonitorendpoint(),
        options: {
            protect: request.hasProtect() ? request.getProtect() : undefined,
            retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
            deletedWith: request.getDeletedwith(),
            ignoreChanges: request.getIgnorechangesList(),
            replaceOnChanges: request.getReplaceonchangesList(),
            additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        },
    };
}
