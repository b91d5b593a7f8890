import * as z from "zod";
import { containerPath, imageReference, objectName, portNumber, serviceName, variableName } from "./fields";
import { checkService } from "./service-checks";
import { completeService } from "./service-defaults";
import {
    autoscaling,
    credential,
    expose,
    fileContent,
    port,
    probes,
    resources,
    secretReference,
    storage,
    variable,
} from "./service-parts";

const serviceFields = z.strictObject({
    kind: z
        .enum(["microservice", "stateful"])
        .default("microservice")
        .describe("`microservice` is a Deployment, `stateful` a StatefulSet."),
    image: imageReference.describe("Container image with a tag or digest."),
    replicas: z
        .int()
        .min(0)
        .max(1000)
        .optional()
        .describe("Pods. Excludes `autoscaling`. Default: 2 for a microservice, 1 for a stateful service."),
    port: portNumber
        .optional()
        .describe("Short for one entry in `ports`. Default: none, a worker that nobody connects to."),
    ports: z
        .array(port)
        .optional()
        .describe("All ports, the main one first. Excludes `port`. Default: the one in `port`."),
    env: z
        .record(variableName.meta({ placeholder: "variable" }), variable)
        .prefault({})
        .describe(
            "Environment: plain values by way of a ConfigMap, encrypted ones and references to credentials by way of a Secret.",
        ),
    files: z
        .record(containerPath.meta({ placeholder: "path" }), fileContent)
        .default({})
        .describe("Files: path and content, from a ConfigMap, encrypted ones from a Secret."),
    secretFiles: z
        .record(containerPath.meta({ placeholder: "path" }), secretReference)
        .default({})
        .describe("Files from a credential's Secret: path and reference."),
    credentials: z
        .record(objectName, credential)
        .default({})
        .describe("Credentials that this service owns; every service of the application can refer to them."),
    probes: probes
        .default({})
        .describe(
            "Health checks. Default: a TCP connection to the first port; startup as readiness, for up to six minutes.",
        ),
    resources: resources
        .optional()
        .describe(
            "Requests and limits of the container. Default: requests 100m and 256Mi, limits 1 and 512Mi; a memory limit follows the request.",
        ),
    connectsTo: z
        .array(serviceName)
        .default([])
        .describe("Services of the same application that this one may connect to; all else is denied."),
    expose: expose
        .optional()
        .describe("Host and path on the platform's ingress. Microservices only. Default: not reachable from outside."),
    autoscaling: autoscaling
        .optional()
        .describe(
            "Horizontal scaling on CPU. Microservices only. Needs metrics-server in the cluster, which the platform does not install: without it the service stays at `min`. Default: a fixed number of replicas.",
        ),
    disruption: z
        .strictObject({
            maxUnavailable: z.int().min(1).max(1000).describe("Pods that may be away at the same time."),
        })
        .default({ maxUnavailable: 1 })
        .describe("How many pods a node drain may stop at once."),
    storage: storage.optional().describe("A volume for each replica. Stateful services only. Default: no volume."),
    writablePaths: z
        .array(containerPath)
        .default(["/tmp"])
        .describe("Directories that the container may write to; lost when the pod ends."),
    runAsUser: z
        .int({ error: "a user id from 1 to 2147483647; 0 is root and refused" })
        .min(1, { error: "a user id from 1 to 2147483647; 0 is root and refused" })
        .max(2147483647)
        .optional()
        .describe(
            "User id of the container's process, also its group and the group of its volumes. Default: the image's own, which must not be root.",
        ),
    terminationGracePeriodSeconds: z
        .int()
        .min(1)
        .max(3600)
        .default(45)
        .describe("Seconds between the stop of a pod and its end by force; longer than `drainSeconds`."),
    drainSeconds: z
        .int()
        .min(0)
        .max(3600)
        .default(10)
        .describe("Seconds for which a stopping microservice still serves, until proxies have taken it out of use."),
    command: z.array(z.string()).min(1).optional().describe("Replaces the image's entry point. Default: the image's."),
    args: z.array(z.string()).optional().describe("Replaces the image's arguments. Default: the image's."),
});

/** A service as a person writes it: in a stack file or in TypeScript. */
export type ServiceDescription = z.input<typeof serviceFields>;

/** A service with the defaults of single fields. */
export type ServiceFields = z.output<typeof serviceFields>;

/** One service: its fields, the checks across them, and every default filled in. */
export const serviceSchema = serviceFields
    .superRefine(checkService, { when: () => true })
    .transform(completeService)
    .meta({ id: "Service", description: "A service: its image, and all that runs it safely." });

/** A service with every default filled in. */
export type ServiceSpec = z.output<typeof serviceSchema>;
