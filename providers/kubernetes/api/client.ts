import { request as httpRequest, type IncomingMessage } from "node:http";
import { Agent, request as httpsRequest, type RequestOptions } from "node:https";
import { createInterface } from "node:readline";
import type { JsonObject } from "../object";
import type { Connection } from "./connection";
import { ApiError, ConnectionError } from "./errors";

/** One request to the API server. */
export interface ApiRequest {
    readonly method: "GET" | "POST" | "PATCH" | "DELETE";
    /** Below the server's address, for example `/api/v1/namespaces`. */
    readonly path: string;
    /** @default none */
    readonly query?: Readonly<Record<string, string>>;
    /** Sent as JSON. @default none */
    readonly body?: unknown;
    /** @default "application/json" */
    readonly contentType?: string;
    /** Breaks the request off. */
    readonly signal: AbortSignal;
}

/** Credentials of short life (exec plugins, rotated tokens) are looked up again after this time. */
const CREDENTIALS_MILLISECONDS = 5 * 60 * 1000;

/**
 * JSON over HTTP to one API server. The typed client of `@kubernetes/client-node` drops every field it has no class for,
 * so an object would be applied without its newer or misspelt fields; here only its kubeconfig handling is used.
 */
export class ApiClient {
    private credentials: { readonly options: Promise<RequestOptions>; readonly until: number } | undefined;

    constructor(
        private readonly connection: Connection,
        private readonly timeoutSeconds: number,
    ) {}

    /** @throws ApiError when the server refuses, ConnectionError when it cannot be reached. */
    async send<T = JsonObject>(request: ApiRequest): Promise<T> {
        const timeout = AbortSignal.timeout(this.timeoutSeconds * 1000);
        const response = await this.open(request, AbortSignal.any([request.signal, timeout]));
        const body = await this.text(response, request.signal);
        this.refuse(response, body);
        const parsed: T = JSON.parse(body);
        return parsed;
    }

    /** The events of a watch, until the server closes it or the request is aborted. */
    async *watch(request: Omit<ApiRequest, "method" | "body">): AsyncGenerator<JsonObject> {
        const query = { ...request.query, watch: "true" };
        const response = await this.open({ ...request, query, method: "GET" }, request.signal);
        if (response.statusCode !== 200) {
            this.refuse(response, await this.text(response, request.signal));
        }
        try {
            for await (const line of createInterface({ input: response })) {
                const event: JsonObject = JSON.parse(line);
                yield event;
            }
        } catch (error) {
            throw this.wrap(error as Error, request.signal);
        } finally {
            response.destroy();
        }
    }

    private async open(request: ApiRequest, signal: AbortSignal): Promise<IncomingMessage> {
        const url = new URL(this.connection.server);
        url.pathname = `${url.pathname.replace(/\/$/, "")}${request.path}`;
        for (const [name, value] of Object.entries(request.query ?? {})) {
            url.searchParams.set(name, value);
        }
        const body = request.body === undefined ? undefined : JSON.stringify(request.body);
        const credentials = await this.authorize();
        const headers = {
            ...credentials.headers,
            accept: "application/json",
            ...(body === undefined
                ? {}
                : {
                      "content-type": request.contentType ?? "application/json",
                      "content-length": Buffer.byteLength(body).toString(),
                  }),
        };
        const send = url.protocol === "http:" ? httpRequest : httpsRequest;
        try {
            return await new Promise<IncomingMessage>((resolve, reject) => {
                const options = { ...credentials, headers, method: request.method, signal };
                send(url, options, resolve).on("error", reject).end(body);
            });
        } catch (error) {
            throw this.wrap(error as Error, request.signal);
        }
    }

    private async authorize(): Promise<RequestOptions> {
        if (!this.credentials || this.credentials.until < Date.now()) {
            this.credentials = { options: this.readCredentials(), until: Date.now() + CREDENTIALS_MILLISECONDS };
        }
        try {
            return await this.credentials.options;
        } catch (error) {
            this.credentials = undefined;
            throw new ConnectionError(this.connection.server, new Error(`no credentials: ${(error as Error).message}`));
        }
    }

    private async readCredentials(): Promise<RequestOptions> {
        const options: RequestOptions = {};
        await this.connection.kubeConfig.applyToHTTPSOptions(options);
        const { agent } = options;
        // A plain agent opens one connection per request; proxy agents are left as the kubeconfig asks for them.
        if (agent instanceof Agent && agent.constructor === Agent) {
            options.agent = new Agent({ ...agent.options, keepAlive: true });
        }
        return options;
    }

    private async text(response: IncomingMessage, signal: AbortSignal): Promise<string> {
        const chunks: Buffer[] = [];
        try {
            for await (const chunk of response) {
                chunks.push(chunk as Buffer);
            }
        } catch (error) {
            throw this.wrap(error as Error, signal);
        }
        return Buffer.concat(chunks).toString("utf8");
    }

    private refuse(response: IncomingMessage, body: string): void {
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) {
            return;
        }
        if (status === 401) {
            this.credentials = undefined;
        }
        throw ApiError.fromResponse(status, body, response.headers["retry-after"]);
    }

    private wrap(error: Error, signal: AbortSignal): Error {
        if (signal.aborted) {
            return signal.reason instanceof Error ? signal.reason : error;
        }
        if (error.name === "AbortError" || error.name === "TimeoutError") {
            return new ConnectionError(this.connection.server, new Error(`no answer in ${this.timeoutSeconds} s`));
        }
        return new ConnectionError(this.connection.server, error);
    }
}
