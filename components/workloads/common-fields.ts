import * as z from "zod";
import { containerPath, dnsLabel, imageReference, variableName } from "../schema/fields";
import { serviceName } from "./service-name";
import { credential, fileContent, resources, secretReference, variable } from "./service-parts";

/** The fields that every kind of service has. */
export const commonFields = {
    image: imageReference.describe("Container image with a tag or digest."),
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
        .record(dnsLabel, credential)
        .default({})
        .describe("Credentials that this service owns; every service of the application can refer to them."),
    resources: resources
        .optional()
        .describe(
            "Requests and limits of the container. Default: requests 100m and 256Mi, limits 1 and 512Mi; a memory limit follows the request.",
        ),
    connectsTo: z
        .array(serviceName)
        .default([])
        .describe("Services of the same application that this one may connect to; all else is denied."),
    needs: z
        .array(serviceName)
        .optional()
        .describe(
            "Tasks of the same application that must have succeeded before this one is rolled out, and before each change of it is. Default: none.",
        ),
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
        .describe(
            "Seconds between the stop of a pod and its end by force; of a microservice longer than its `drainSeconds`.",
        ),
    command: z.array(z.string()).min(1).optional().describe("Replaces the image's entry point. Default: the image's."),
    args: z.array(z.string()).optional().describe("Replaces the image's arguments. Default: the image's."),
};

/** The common fields with the defaults of single ones. */
export type CommonFields = z.output<z.ZodObject<typeof commonFields>>;
