import * as z from "zod";
import {
    byteQuantity,
    containerPath,
    cpuQuantity,
    dnsLabel,
    hostName,
    plainValue,
    portName,
    portNumber,
    secretKey,
} from "../schema/fields";
import { secretText } from "../schema/secret-text";

/** One port of a service. */
export const port = z
    .strictObject({
        name: portName
            .optional()
            .describe("Port's name. Default: `http` for a microservice, `tcp` for a stateful service."),
        port: portNumber.describe("Port that the container listens on and that the Service offers."),
        appProtocol: z
            .enum(["http", "https", "grpc", "tcp", "kubernetes.io/h2c", "kubernetes.io/ws"])
            .optional()
            .describe(
                "Application protocol, for gateways and meshes. Default: `http` for a port named `http` or `http-*`, else none.",
            ),
    })
    .describe("One port of the service.");

const probe = z
    .strictObject({
        path: z
            .string()
            .regex(/^\/[^\s]*$/, { error: "a path that starts with a slash, for example /health" })
            .optional()
            .describe("Path of an HTTP GET; status 200-399 is healthy. Default: a TCP connection to the port."),
        command: z
            .array(z.string())
            .min(1)
            .optional()
            .describe("Command run in the container; exit code 0 is healthy. Excludes `path`."),
        port: portName.optional().describe("Name of the port. Default: the first port."),
        periodSeconds: z.int().min(1).max(3600).default(10).describe("Seconds between two probes."),
        timeoutSeconds: z.int().min(1).max(300).default(3).describe("Seconds until a probe counts as failed."),
        failureThreshold: z
            .int()
            .min(1)
            .max(1000)
            .optional()
            .describe(
                "Failures in a row until the verdict changes. Default: 3; 6 for the liveness probe, 36 for the startup probe.",
            ),
    })
    .meta({ id: "Probe", description: "A check of a container's health: an HTTP GET, a command or a TCP connection." });

/** The health checks of a container. */
export const probes = z.strictObject({
    startup: probe
        .optional()
        .describe("Holds the other two back until the container has started. Default: the readiness probe."),
    readiness: probe.optional().describe("Whether the pod gets requests. Default: a TCP connection to the first port."),
    liveness: probe
        .optional()
        .describe("Restarts the container when it fails. Default: a TCP connection to the first port."),
});

/** What a container asks for and may use at most. */
export const resources = z.strictObject({
    requests: z
        .strictObject({
            cpu: cpuQuantity.optional().describe("Processor time in cores. Default: 100m, or a lower limit."),
            memory: byteQuantity.optional().describe("Memory in bytes. Default: the limit, or 256Mi without one."),
        })
        .prefault({})
        .describe("What the scheduler reserves for each pod."),
    limits: z
        .strictObject({
            cpu: cpuQuantity.optional().describe("Processor time in cores. Default: 1, or a higher request."),
            memory: byteQuantity.optional().describe("Memory in bytes. Default: the request, or 512Mi without one."),
        })
        .prefault({})
        .describe("The most that each pod may use."),
});

/** Refers to a key of a generated Secret. */
export const secretReference = z.strictObject({
    credential: dnsLabel.describe("Name of a credential declared by a service of the same application."),
    key: secretKey.describe("Key of its Secret: `username`, `password` or one of its `values`."),
});

/** The value of an environment variable. */
export const variable = z.union([plainValue, secretText, secretReference], {
    error: "text, a number, true or false, {secure: ...}, or {credential: name, key: username | password | a derived value}",
});

/** The content of a file. */
export const fileContent = z.union([z.string(), secretText], { error: "text or {secure: ...}" });

/** A password, generated or given, and what is made from it. */
export const credential = z.strictObject({
    username: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/, { error: "up to 64 letters, digits, '_' and '-'" })
        .optional()
        .describe("Kept beside the password under the key `username`. Default: no user name."),
    value: secretText
        .optional()
        .describe("The password, where another system has chosen it. Excludes `length`. Default: a generated one."),
    length: z
        .int()
        .min(16)
        .max(128)
        .optional()
        .describe(
            "Characters of the generated password: letters and digits only, so that it fits into any URL. Default: 32.",
        ),
    values: z
        .record(
            secretKey.meta({ placeholder: "key" }),
            z.union([z.string(), secretText], { error: "text with {password}, or {secure: ...}" }),
        )
        .default({})
        .describe(
            "Further keys of the Secret: encrypted values of your own, or text in which `{password}` and `{username}` are replaced, for example `url: redis://:{password}@cache:6379`.",
        ),
});

/** How clients outside the cluster reach a service. */
export const expose = z.strictObject({
    host: hostName.describe("Host name that clients use."),
    path: z
        .string()
        .regex(/^\/[^\s]*$/, { error: "a path that starts with a slash, for example /api" })
        .default("/")
        .describe("Path prefix."),
    port: portName.optional().describe("Name of the port. Default: the first port."),
    tlsSecret: dnsLabel
        .optional()
        .describe("Secret with the certificate for the host. Default: the ingress controller's own certificate."),
});

/** Exposure with its defaults. */
export type Expose = z.output<typeof expose>;

/** Scaling by CPU use. */
export const autoscaling = z.strictObject({
    min: z.int().min(1).max(1000).default(2).describe("Fewest replicas."),
    max: z.int().min(1).max(1000).describe("Most replicas."),
    cpu: z.int().min(1).max(100).default(70).describe("CPU use that is aimed at, in percent of the request."),
});

/** Scaling with its defaults. */
export type Autoscaling = z.output<typeof autoscaling>;

/** The volume of each replica. */
export const storage = z.strictObject({
    tier: dnsLabel.describe("Storage tier of the platform."),
    size: byteQuantity.describe("Size of each replica's volume."),
    mountPath: containerPath.describe("Where the volume is mounted."),
});

/** The volume of each replica, with its defaults. */
export type Storage = z.output<typeof storage>;
