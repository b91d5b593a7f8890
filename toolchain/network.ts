import pRetry from "p-retry";
import { EnvHttpProxyAgent, fetch, type Response } from "undici";

const CONNECT_MILLISECONDS = 5_000;
const TEXT_MILLISECONDS = 6_000;

/** A failed request; `message` says what happened to which host. */
export class NetworkError extends Error {
    constructor(
        message: string,
        /** Worth another try: the server answered, but badly, or the transfer broke off. */
        readonly passing: boolean,
    ) {
        super(message);
        this.name = "NetworkError";
    }
}

/**
 * HTTP for one run of the toolchain. Proxies are taken from the environment (`HTTPS_PROXY`, `NO_PROXY`). The first request
 * to a host decides for those that follow: a host that cannot be reached is asked once, so that a machine without network
 * learns it in a few seconds, whatever the number of tools.
 */
export class Network {
    // A proxy may hold an answer back until it has scanned a whole download.
    private readonly agent = new EnvHttpProxyAgent({
        connect: { timeout: CONNECT_MILLISECONDS },
        headersTimeout: 120_000,
        bodyTimeout: 30_000,
    });
    private readonly reachable = new Map<string, Promise<void>>();

    /** A small text, which has to come within seconds. */
    async text(url: string): Promise<string> {
        return this.retry(url, async (response) => response.text(), TEXT_MILLISECONDS);
    }

    /** A body of any size, read by `consume`; on a passing fault `consume` is called again with a new one. */
    async body<T>(url: string, consume: (response: Response) => Promise<T>): Promise<T> {
        return this.retry(url, consume);
    }

    async close(): Promise<void> {
        await this.agent.close();
    }

    private async retry<T>(
        url: string,
        consume: (response: Response) => Promise<T>,
        milliseconds?: number,
    ): Promise<T> {
        const attempt = async () => {
            const response = await this.request(url, milliseconds);
            try {
                return await consume(response);
            } catch (error) {
                throw new NetworkError(`the transfer of ${url} broke off: ${reason(error)}`, true);
            }
        };
        return pRetry(attempt, {
            retries: 2,
            minTimeout: 500,
            shouldRetry: ({ error }) => error instanceof NetworkError && error.passing,
        });
    }

    private async request(url: string, milliseconds: number | undefined): Promise<Response> {
        const { host } = new URL(url);
        const first = this.reachable.get(host);
        if (first !== undefined) {
            await first;
        }
        const signal = milliseconds === undefined ? null : AbortSignal.timeout(milliseconds);
        const answer = fetch(url, { dispatcher: this.agent, signal }).catch((error: unknown) => {
            throw new NetworkError(`${host} cannot be reached: ${reason(error)}`, false);
        });
        if (first === undefined) {
            const reached = answer.then(() => undefined);
            // Whoever waits on it handles it; with nobody waiting it must not count as unhandled.
            reached.catch(() => undefined);
            this.reachable.set(host, reached);
        }
        const response = await answer;
        if (response.ok) {
            return response;
        }
        await response.body?.cancel();
        const passing = response.status >= 500 || response.status === 429;
        throw new NetworkError(`${url} answered ${response.status} ${response.statusText}`.trimEnd(), passing);
    }
}

function reason(error: unknown): string {
    if (!(error instanceof Error)) {
        return String(error);
    }
    return error.cause instanceof Error ? reason(error.cause) : error.message;
}
