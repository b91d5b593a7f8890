import * as z from "zod";
import { portNumber } from "../schema/fields";
import { port, probes } from "./service-parts";

/** The fields of kinds whose pods stay and serve. */
export const servingFields = {
    replicas: z
        .int()
        .min(0)
        .max(1000)
        .optional()
        .describe(
            "Pods. A microservice has either this or `autoscaling`. Default: 2 for a microservice, 1 for a stateful service.",
        ),
    port: portNumber
        .optional()
        .describe("Short for one entry in `ports`. Default: none, a worker that nobody connects to."),
    ports: z
        .array(port)
        .optional()
        .describe("All ports, the main one first. Excludes `port`. Default: the one in `port`."),
    probes: probes
        .default({})
        .describe(
            "Health checks. Default: a TCP connection to the first port; startup as readiness, for up to six minutes.",
        ),
    disruption: z
        .strictObject({
            maxUnavailable: z.int().min(1).max(1000).describe("Pods that may be away at the same time."),
        })
        .default({ maxUnavailable: 1 })
        .describe("How many pods a node drain may stop at once."),
};

/** The fields of kinds that serve, with the defaults of single ones. */
export type ServingFields = z.output<z.ZodObject<typeof servingFields>>;

/** A port with its defaults. */
export interface ServicePort {
    /** By which probes and exposure refer to it; unique in its service. */
    readonly name: string;
    /** Number of the port, of the pods and of the Service. */
    readonly port: number;
    /** What is spoken, for proxies that tell protocols apart. @default unknown */
    readonly appProtocol?: string;
}

/** The name of a port that says none, by kind. */
export type DefaultPortName = "http" | "tcp";

/** The ports of a service, each with a name. Completing complete ports changes nothing. */
export function completePorts({ port, ports }: Pick<ServingFields, "port" | "ports">, fallback: DefaultPortName) {
    return (ports ?? (port === undefined ? [] : [{ port }])).map((entry) => {
        const name = entry.name ?? fallback;
        const appProtocol = entry.appProtocol ?? (/^http(-|$)/.test(name) ? ("http" as const) : undefined);
        return { name, port: entry.port, ...(appProtocol !== undefined && { appProtocol }) };
    });
}
