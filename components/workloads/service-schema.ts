import * as z from "zod";
import {
    byteQuantity,
    containerPath,
    cpuQuantity,
    hostName,
    imageReference,
    objectName,
    plainValue,
    portName,
    portNumber,
    secretKey,
    serviceName,
    variableName,
} from "./fields";
import { checkService } from "./service-checks";
import { completeService } from "./service-defaults";

const port = z.strictObject({
    /** Port's name. @default "http" for a microservice, "tcp" for a stateful service */
    name: portName.optional(),
    /** Port that the container listens on and that the Service offers. */
    port: portNumber,
    /** Application protocol, for gateways and meshes. @default "http" for a port named http or http-*, else none */
    appProtocol: z.enum(["http", "https", "grpc", "tcp", "kubernetes.io/h2c", "kubernetes.io/ws"]).optional(),
});

const probe = z.strictObject({
    /** Path of an HTTP GET; status 200-399 is healthy. @default a TCP connection to the port */
    path: z
        .string()
        .regex(/^\/[^\s]*$/, { error: "a path that starts with a slash, for example /health" })
        .optional(),
    /** Command run in the container; exit code 0 is healthy. Excludes `path`. */
    command: z.array(z.string()).min(1).optional(),
    /** Name of the port. @default the first port */
    port: portName.optional(),
    /** Seconds between two probes. @default 10 */
    periodSeconds: z.int().min(1).max(3600).default(10),
    /** Seconds until a probe counts as failed. @default 3 */
    timeoutSeconds: z.int().min(1).max(300).default(3),
    /** Failures in a row until the verdict changes. @default 3; 6 for the liveness probe, 36 for the startup probe */
    failureThreshold: z.int().min(1).max(1000).optional(),
});

const quantities = z.strictObject({
    cpu: cpuQuantity.optional(),
    memory: byteQuantity.optional(),
});

const secretReference = z.strictObject({
    /** Name of a credential declared by a service of the same application. */
    credential: objectName,
    /** Key of its Secret: `username`, `password` or one of its `values`. */
    key: secretKey,
});

const variable = z.union([plainValue, secretReference], {
    error: "text, a number, true or false, or {credential: name, key: username | password | a derived value}",
});

const credential = z.strictObject({
    /** Kept beside the password under the key `username`. @default no user name */
    username: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/, { error: "up to 64 letters, digits, '_' and '-'" })
        .optional(),
    /** Characters of the generated password: letters and digits only, so that it fits into any URL. @default 32 */
    length: z.int().min(16).max(128).default(32),
    /**
     * Further keys of the Secret, made from the password: `{password}` and `{username}` are replaced, for example
     * `url: redis://:{password}@cache:6379`.
     *
     * @default none
     */
    values: z.record(secretKey, z.string()).default({}),
});

const expose = z.strictObject({
    /** Host name that clients use. */
    host: hostName,
    /** Path prefix. @default "/" */
    path: z
        .string()
        .regex(/^\/[^\s]*$/, { error: "a path that starts with a slash, for example /api" })
        .default("/"),
    /** Name of the port. @default the first port */
    port: portName.optional(),
    /** Secret with the certificate for the host. @default the ingress controller's own certificate */
    tlsSecret: objectName.optional(),
});

const autoscaling = z.strictObject({
    /** Fewest replicas. @default 2 */
    min: z.int().min(1).max(1000).default(2),
    /** Most replicas. */
    max: z.int().min(1).max(1000),
    /** CPU use that is aimed at, in percent of the request. @default 70 */
    cpu: z.int().min(1).max(100).default(70),
});

const storage = z.strictObject({
    /** Storage tier of the platform. */
    tier: objectName,
    /** Size of each replica's volume. */
    size: byteQuantity,
    /** Where the volume is mounted. */
    mountPath: containerPath,
});

const shape = {
    /** `microservice` is a Deployment, `stateful` a StatefulSet. @default "microservice" */
    kind: z.enum(["microservice", "stateful"]).default("microservice"),
    /** Container image with a tag or digest. */
    image: imageReference,
    /** Pods. Excludes `autoscaling`. @default 2 for a microservice, 1 for a stateful service */
    replicas: z.int().min(0).max(1000).optional(),
    /** Short for one entry in `ports`. @default none: a worker that nobody connects to */
    port: portNumber.optional(),
    /** All ports, the main one first. Excludes `port`. @default the one in `port` */
    ports: z.array(port).optional(),
    /** Environment: plain values by way of a ConfigMap, references to credentials by way of their Secret. @default {} */
    env: z.record(variableName, variable).default({}),
    /** Files from a ConfigMap: path and content. @default {} */
    files: z.record(containerPath, z.string()).default({}),
    /** Files from a credential's Secret: path and reference. @default {} */
    secretFiles: z.record(containerPath, secretReference).default({}),
    /** Credentials that this service owns; every service of the application can refer to them. @default {} */
    credentials: z.record(objectName, credential).default({}),
    /** Health checks. @default a TCP connection to the first port; startup as readiness, for up to six minutes */
    probes: z
        .strictObject({ startup: probe.optional(), readiness: probe.optional(), liveness: probe.optional() })
        .default({}),
    /** Requests and limits of the container. @default requests 100m and 256Mi, limits 1 and 512Mi; a memory limit follows the request */
    resources: z.strictObject({ requests: quantities.default({}), limits: quantities.default({}) }).optional(),
    /** Services of the same application that this one may connect to; all else is denied. @default [] */
    connectsTo: z.array(serviceName).default([]),
    /** Host and path on the platform's ingress. Microservices only. @default not reachable from outside */
    expose: expose.optional(),
    /** Horizontal scaling on CPU. Microservices only. @default a fixed number of replicas */
    autoscaling: autoscaling.optional(),
    /** How many pods a node drain may stop at once. @default {maxUnavailable: 1} */
    disruption: z.strictObject({ maxUnavailable: z.int().min(1).max(1000) }).default({ maxUnavailable: 1 }),
    /** A volume for each replica. Stateful services only. @default no volume */
    storage: storage.optional(),
    /** Directories that the container may write to; lost when the pod ends. @default ["/tmp"] */
    writablePaths: z.array(containerPath).default(["/tmp"]),
    /** User id of the container's process, also its group and the group of its volumes. @default the image's own, which must not be root */
    runAsUser: z
        .int({ error: "a user id from 1 to 2147483647; 0 is root and refused" })
        .min(1, { error: "a user id from 1 to 2147483647; 0 is root and refused" })
        .max(2147483647)
        .optional(),
    /** Seconds between the stop of a pod and its end by force; longer than `drainSeconds`. @default 45 */
    terminationGracePeriodSeconds: z.int().min(1).max(3600).default(45),
    /** Seconds for which a stopping microservice still serves, until proxies have taken it out of use. @default 10 */
    drainSeconds: z.int().min(0).max(3600).default(10),
    /** Replaces the image's entry point. @default the image's */
    command: z.array(z.string()).min(1).optional(),
    /** Replaces the image's arguments. @default the image's */
    args: z.array(z.string()).optional(),
};

const serviceFields = z.strictObject(shape);

/** A service as a person writes it: in a stack file or in TypeScript. */
export type ServiceDescription = z.input<typeof serviceFields>;

/** A service with the defaults of single fields. */
export type ServiceFields = z.output<typeof serviceFields>;

/** One service: its fields, the checks across them, and every default filled in. */
export const serviceSchema = serviceFields.superRefine(checkService, { when: () => true }).transform(completeService);

/** A service with every default filled in. */
export type ServiceSpec = z.output<typeof serviceSchema>;
