import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { ControlPlaneError } from "./errors";

/** Below Linux's range for outgoing connections, one of which could take the port while its server restarts. */
const PORT_RANGE = [20_000, 30_000] as const;

/** The ports that the control plane listens on, all on 127.0.0.1. */
export interface PlanePorts {
    readonly etcd: number;
    readonly apiserver: number;
}

/** Whether a server can listen on this port of 127.0.0.1 now. */
export function isFreePort(port: number): Promise<boolean> {
    return new Promise((done) => {
        const server = createServer();
        server.once("error", () => done(false));
        server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => done(true)));
    });
}

/** Keeps the preferred ports that are free, so that a kubeconfig in use stays right, and chooses new ones for the others. */
export async function choosePorts(preferred: Partial<PlanePorts> = {}): Promise<PlanePorts> {
    const etcd = await choosePort(preferred.etcd);
    return { etcd, apiserver: await choosePort(preferred.apiserver, etcd) };
}

async function choosePort(preferred?: number, other?: number): Promise<number> {
    for (let attempt = 0; attempt < 100; attempt++) {
        const port = attempt === 0 && preferred !== undefined ? preferred : randomInt(...PORT_RANGE);
        if (port !== other && (await isFreePort(port))) {
            return port;
        }
    }
    throw new ControlPlaneError(`No free TCP port on 127.0.0.1 from ${PORT_RANGE[0]} to ${PORT_RANGE[1] - 1}.`);
}
