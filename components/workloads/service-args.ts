import * as pulumi from "@pulumi/pulumi";
import { allowedBy, toFaults } from "../config/issues";
import type { Credentials } from "./configuration";
import type { Identity } from "./labels";
import type { ServicePeer } from "./network-policy";
import { type ServiceDescription, type ServiceSpec, serviceSchema } from "./service-schema";

/** Arguments that every kind of service has. */
export interface ServiceArgs {
    /** Name of the service and of its objects; also its host name inside the namespace. */
    readonly name: string;
    /** Namespace of all objects; it must exist. */
    readonly namespace: pulumi.Input<string>;
    /** The application that the service belongs to. */
    readonly application: string;
    /** The service, as it would stand in a stack file. What it connects to and owns is given by the fields below. */
    readonly description: Omit<ServiceDescription, "kind" | "connectsTo" | "credentials">;
    /** Services that this one may connect to. @default none */
    readonly connectsTo?: readonly ServicePeer[];
    /** Services that may connect to this one. @default none */
    readonly clients?: readonly Identity[];
    /** Credentials that `description` refers to, by name. @default none */
    readonly credentials?: Credentials;
    /** Secret of the namespace with which images are pulled from private registries. @default none */
    readonly imagePullSecret?: string | undefined;
    /** Further environment variables whose values other resources give, in plain text. @default none */
    readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Checks a description that was written in TypeScript, where no configuration loader has checked it before.
 *
 * @throws pulumi.InputPropertiesError with every fault
 */
export function parseService(kind: ServiceSpec["kind"], { name, description }: ServiceArgs): ServiceSpec {
    const result = serviceSchema.safeParse({ ...description, kind }, { reportInput: true, error: allowedBy });
    if (result.success) return result.data;
    const faults = result.error.issues.flatMap((issue) => toFaults("description", issue));
    throw new pulumi.InputPropertiesError({
        message: `The service ${name} cannot be made.`,
        errors: faults.map(({ path, received, allowed, next }) => ({
            propertyPath: path,
            reason: `received ${received}; allowed: ${allowed}. ${next}`,
        })),
    });
}

/** The service as others see it. */
export function peerOf({ application, name }: ServiceArgs, spec: ServiceSpec): ServicePeer {
    return { application, name, ports: spec.ports.map(({ port }) => port) };
}
