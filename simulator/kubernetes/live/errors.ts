import { status } from "@grpc/grpc-js";
import { PartialFailure, ProviderError } from "../../protocol/errors";
import { ApiError, ConnectionError, isFieldConflict, NoMatchError } from "./api/errors";

/** The error as the user should read it: what failed, what the cluster said, and what to do next. */
export function explain(error: unknown, what: string): Error {
    if (error instanceof ProviderError || error instanceof PartialFailure) return error;
    if (error instanceof ConnectionError) return unreachable(error.server, error.message);
    if (error instanceof NoMatchError) {
        return new ProviderError(
            `${what}: ${error.message}. Correct apiVersion and kind, or create the CustomResourceDefinition first ` +
                "and let this resource depend on it (dependsOn).",
        );
    }
    if (error instanceof ApiError) return new ProviderError(`${what}: ${error.message}${advice(error)}`);
    if (error instanceof Error && error.name === "AbortError") return new ProviderError(`${what}: cancelled`);
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

function advice(error: ApiError): string {
    if (isFieldConflict(error)) {
        return (
            ". Somebody else set these fields. Leave them to that owner by leaving them out of the program, or take them " +
            "over: enablePatchForce of the provider, or the object's annotation pulumi.com/patchForce."
        );
    }
    if (error.status === 401) return ". Renew the credentials in the kubeconfig.";
    if (/immutable|may not be changed|updates to .* are forbidden/i.test(error.message)) {
        return ". The field cannot be changed in place: set the resource option replaceOnChanges for it.";
    }
    return "";
}
