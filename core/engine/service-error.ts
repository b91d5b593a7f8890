import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { PartialFailure, ProviderError } from "./errors";
import { encodeProperties } from "./wire";

/** What the engine is told of an error. Only an error that nobody foresaw shows its stack. */
export function serviceError(error: unknown): Partial<ServiceError> {
    if (error instanceof PartialFailure) {
        return { code: status.UNKNOWN, details: error.message, metadata: partialFailureDetails(error) };
    }
    if (error instanceof ProviderError) {
        return { code: error.code, details: error.message };
    }
    return {
        code: status.UNKNOWN,
        details: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
}

/** The engine keeps a resource whose failure carries this detail, and tries to mend it in the next update. */
function partialFailureDetails(failure: PartialFailure): Metadata {
    const detail = new ErrorResourceInitFailed();
    detail.setId(failure.id);
    detail.setInputs(encodeProperties(failure.inputs));
    detail.setProperties(encodeProperties(failure.outputs));
    detail.setReasonsList([...failure.reasons]);
    const any = new Any();
    any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const wrapped = new Status();
    wrapped.setCode(status.UNKNOWN);
    wrapped.setMessage(failure.message);
    wrapped.addDetails(any);
    const metadata = new Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(wrapped.serializeBinary()));
    return metadata;
}
