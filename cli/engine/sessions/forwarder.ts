import { once } from "node:events";
import { createServer, connect as open, type Server, type Socket } from "node:net";
import type { AwsSession } from "./aws-session";

/** What a forwarder does for its connections. */
export interface ForwarderOptions {
    /** Starts a session. It is called again for the next connection after one has ended. */
    readonly start: () => Promise<AwsSession>;
    /** Told of a session that has ended by itself, as one does that was idle for long. */
    readonly onEnd: () => void;
    /** Told of a session that could not be started again; connections are then refused, and the next one tries again. */
    readonly onFailure: (error: unknown) => void;
}

/**
 * A port of 127.0.0.1 that stays the same while sessions behind it come and go. A connection waits for the session that it needs, so that
 * nobody who uses the port has to know when there is one.
 */
export class Forwarder {
    private session: Promise<AwsSession> | undefined;
    private closed = false;
    private readonly sockets = new Set<Socket>();

    private constructor(
        private readonly server: Server,
        private readonly options: ForwarderOptions,
    ) {
        server.on("connection", (socket) => void this.forward(socket));
    }

    /** Listens on a free port. */
    static async listen(options: ForwarderOptions): Promise<Forwarder> {
        const server = createServer({ pauseOnConnect: true });
        const forwarder = new Forwarder(server, options);
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        return forwarder;
    }

    /** The port that connections come to. */
    get port(): number {
        const address = this.server.address();
        return typeof address === "object" && address !== null ? address.port : 0;
    }

    /** Starts a session, or waits for the one that is being started. */
    connect(): Promise<AwsSession> {
        this.session ??= this.begin();
        return this.session;
    }

    /** Ends the session and every connection. */
    async close(): Promise<void> {
        this.closed = true;
        for (const socket of this.sockets) {
            socket.destroy();
        }
        this.server.close();
        const session = await this.session?.catch(() => undefined);
        await session?.close();
    }

    private async begin(): Promise<AwsSession> {
        try {
            const session = await this.options.start();
            void session.ended.then(() => {
                this.session = undefined;
                if (!this.closed) {
                    this.options.onEnd();
                }
            });
            return session;
        } catch (error) {
            this.session = undefined;
            throw error;
        }
    }

    private async forward(socket: Socket): Promise<void> {
        this.keep(socket);
        try {
            const { port } = await this.connect();
            const upstream = open(port, "127.0.0.1");
            this.keep(upstream);
            upstream.once("close", () => socket.destroy());
            socket.once("close", () => upstream.destroy());
            socket.pipe(upstream).pipe(socket);
        } catch (error) {
            socket.destroy();
            if (!this.closed) {
                this.options.onFailure(error);
            }
        }
    }

    private keep(socket: Socket): void {
        this.sockets.add(socket);
        // A broken connection is its client's to notice.
        socket.on("error", () => undefined);
        socket.once("close", () => this.sockets.delete(socket));
    }
}
