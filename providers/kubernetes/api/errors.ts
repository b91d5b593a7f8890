import { isJsonObject, type Json } from "../object";

/** The Kubernetes API refused a request. */
export class ApiError extends Error {
    constructor(
        message: string,
        /** HTTP status of the answer. */
        readonly status: number,
        /** The machine-readable reason of the answer, for example `NotFound`. */
        readonly reason: string,
        /** Seconds after which the server asks to be tried again. */
        readonly retryAfterSeconds: number | undefined = undefined,
    ) {
        super(message);
        this.name = "ApiError";
    }

    /** Reads the `Status` object that an API server answers with; other servers (proxies) answer with anything. */
    static fromResponse(status: number, body: string, retryAfter: string | undefined): ApiError {
        const parsed = parse(body);
        const details = isJsonObject(parsed) ? parsed : {};
        const message = typeof details.message === "string" ? details.message : `HTTP ${status}: ${body.slice(0, 500)}`;
        const reason = typeof details.reason === "string" ? details.reason : "";
        const seconds = Number(retryAfter);
        return new ApiError(message, status, reason, Number.isFinite(seconds) && seconds > 0 ? seconds : undefined);
    }
}

/** No connection to the API server could be made, or it broke. */
export class ConnectionError extends Error {
    constructor(
        /** Address of the API server. */
        readonly server: string,
        cause: Error,
    ) {
        super(cause.message || String((cause as NodeJS.ErrnoException).code ?? cause), { cause });
        this.name = "ConnectionError";
    }
}

/** The cluster does not serve this kind (yet). */
export class NoMatchError extends Error {
    constructor(
        readonly apiVersion: string,
        readonly kind: string,
    ) {
        super(`the cluster serves no kind ${kind} in ${apiVersion}`);
        this.name = "NoMatchError";
    }
}

/** The API server does not have what was asked for. */
export function isNotFound(error: unknown): boolean {
    return error instanceof ApiError && error.status === 404;
}

/** The namespace of the object does not exist (yet). */
export function isNamespaceMissing(error: unknown): boolean {
    return error instanceof ApiError && error.status === 404 && /^namespaces? ".*" not found/.test(error.message);
}

/** A passing state of the server or the network: the same request may succeed a moment later. */
export function isTransient(error: unknown): boolean {
    if (error instanceof ConnectionError) {
        return true;
    }
    if (!(error instanceof ApiError)) {
        return false;
    }
    return error.status === 429 || (error.status >= 500 && !isMalformedApply(error));
}

/** The request was certainly not carried out, so that it may be sent again whatever it does. */
export function isUndone(error: unknown): boolean {
    if (error instanceof ApiError) {
        return error.status === 429 || error.status === 503;
    }
    return error instanceof ConnectionError && (error.cause as NodeJS.ErrnoException).code === "ECONNREFUSED";
}

/** Somebody else owns fields that an apply would change. */
export function isFieldConflict(error: unknown): boolean {
    return error instanceof ApiError && error.status === 409 && /^Apply failed with \d+ conflict/.test(error.message);
}

/** Server-side apply answers a field that the schema does not have with 500, as if it were the server's own fault. */
export function isMalformedApply(error: ApiError): boolean {
    return /failed to create (typed patch|manager)|field not declared in schema/.test(error.message);
}

function parse(body: string): Json | undefined {
    try {
        const value: Json = JSON.parse(body);
        return value;
    } catch {
        return undefined;
    }
}
