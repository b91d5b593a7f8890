import { status } from "@grpc/grpc-js";
import type { PropertyMap } from "./values";

/** A refusal that the engine shows to the user as it is written here: no stack trace, no wrapper. */
export class ProviderError extends Error {
    /** @param code gRPC status; clients treat UNAVAILABLE and RESOURCE_EXHAUSTED as worth another try. */
    constructor(
        message: string,
        readonly code: status = status.FAILED_PRECONDITION,
    ) {
        super(message);
        this.name = "ProviderError";
    }
}

/** The refusal of what does not exist. */
export function notFound(message: string): ProviderError {
    return new ProviderError(message, status.NOT_FOUND);
}

/** The refusal of what exists already. */
export function alreadyExists(message: string): ProviderError {
    return new ProviderError(message, status.ALREADY_EXISTS);
}

/** The refusal of inputs or settings that nobody can carry out. */
export function invalidArgument(message: string): ProviderError {
    return new ProviderError(message, status.INVALID_ARGUMENT);
}

/** An operation that began and did not finish well: the resource exists with these properties, and the update fails. */
export class PartialFailure extends Error {
    constructor(
        readonly id: string,
        /** What the engine is to keep as the inputs: those of the operation that failed. */
        readonly inputs: PropertyMap,
        /** The properties of the resource as it is now. */
        readonly outputs: PropertyMap,
        /** What went wrong, one sentence each. */
        readonly reasons: readonly string[],
    ) {
        super(reasons.join("; "));
        this.name = "PartialFailure";
    }
}
