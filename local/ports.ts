import { createServer } from "node:net";

/** The ports that the control plane listens on, all on 127.0.0.1. */
export interface PlanePorts {
    readonly etcd: number;
    readonly apiserver: number;
}

/** Whether a server can listen on this port of 127.0.0.1 now. */
export async function isFreePort(port: number): Promise<boolean> {
    return (await listen(port)) !== undefined;
}

/** Keeps the preferred ports that are free, so that a kubeconfig in use stays right, and chooses new ones for the others. */
export async function choosePorts(preferred: Partial<PlanePorts> = {}): Promise<PlanePorts> {
    const etcd = await keepOrChoose(preferred.etcd);
    const apiserver = await keepOrChoose(preferred.apiserver === etcd ? undefined : preferred.apiserver);
    return apiserver === etcd ? choosePorts({ etcd }) : { etcd, apiserver };
}

async function keepOrChoose(preferred: number | undefined): Promise<number> {
    const port = (preferred !== undefined && (await listen(preferred))) || (await listen(0));
    if (!port) throw new Error("no free TCP port on 127.0.0.1");
    return port;
}

/** Listens for a moment; the port that was had, or undefined when it is taken. */
function listen(port: number): Promise<number | undefined> {
    return new Promise((done) => {
        const server = createServer();
        server.once("error", () => done(undefined));
        server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
            const address = server.address();
            const had = typeof address === "object" ? address?.port : undefined;
            server.close(() => done(had));
        });
    });
}
