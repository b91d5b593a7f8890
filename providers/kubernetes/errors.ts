import { status } from "@grpc/grpc-js";
import { PartialFailure, ProviderError } from "../../core/engine/errors";
import { adviceFor } from "./advice";
import { ApiError, ConnectionError, NoMatchError } from "./api/errors";

/** The error as the user should read it: what failed, what the cluster said, and what to do next. */
export function explain(error: unknown, what: string): Error {
    if (error instanceof ProviderError || error instanceof PartialFailure) {
        return error;
    }
    if (error instanceof ConnectionError) {
        return unreachable(error.server, error.message);
    }
    if (error instanceof NoMatchError) {
        return new ProviderError(
            `${what}: ${error.message}. Correct apiVersion and kind, or create the CustomResourceDefinition first ` +
                "and let this resource depend on it (dependsOn).",
        );
    }
    if (error instanceof ApiError) {
        return new ProviderError(`${what}: ${withAdvice(error)}`);
    }
    if (error instanceof Error && error.name === "AbortError") {
        return new ProviderError(`${what}: cancelled`);
    }
    return error instanceof Error ? error : new Error(String(error));
}

/** No cluster at the other end. */
export function unreachable(server: string | undefined, reason: string): ProviderError {
    return new ProviderError(
        `The Kubernetes cluster${server === undefined ? "" : ` at ${server}`} cannot be reached: ${reason}. ` +
            "For the local cluster run npm start; for another check the kubeconfig and the network. " +
            "If the cluster is gone for good, set PULUMI_K8S_DELETE_UNREACHABLE=true to drop its resources from the state.",
        status.UNAVAILABLE,
    );
}

function withAdvice(error: ApiError): string {
    const message = error.message.trimEnd();
    const advice = adviceFor(error);
    if (advice === undefined) {
        return message;
    }
    return message.includes("\n") ? `${message}\n${advice}` : `${message}. ${advice}`;
}
