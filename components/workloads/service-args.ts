import * as pulumi from "@pulumi/pulumi";
import { allowedBy, toFaults } from "../schema/issues";
import type { Credentials } from "./configuration";
import { type Kind, type ServiceDescription, type SpecOf, serviceSchema } from "./kinds";
import type { Identity } from "./labels";
import type { ServicePeer } from "./network-policy";

/** Arguments that every kind of service has. */
export interface ServiceArgs<K extends Kind = Kind> {
    /** Name of the service and of its objects; also its host name inside the namespace. */
    readonly name: string;
    /** Namespace of all objects; it must exist. */
    readonly namespace: pulumi.Input<string>;
    /** The application that the service belongs to. */
    readonly application: string;
    /** The service, as it would stand in a stack file. What it connects to and owns is given by the fields below. */
    readonly description: Omit<ServiceDescription<K>, "kind" | "connectsTo" | "credentials">;
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
export function parseService<K extends Kind>(kind: K, { name, description }: ServiceArgs<K>): SpecOf<K> {
    const result = serviceSchema.safeParse({ ...description, kind }, { reportInput: true, error: allowedBy });
    // Sound because the schema that the given kind chooses has made it.
    if (result.success) {
        return result.data as SpecOf<K>;
    }
    const faults = result.error.issues.flatMap((issue) => toFaults("description", issue));
    throw new pulumi.InputPropertiesError({
        message: `The service ${name} cannot be made.`,
        errors: faults.map(({ path, received, allowed, next }) => ({
            propertyPath: path,
            reason: `received ${received}; allowed: ${allowed}. ${next}`,
        })),
    });
}

/**
 * The service as others see it.
 *
 * @param ports where it listens. @default nowhere
 */
export function peerOf({ application, name }: Identity, ports: readonly { readonly port: number }[] = []): ServicePeer {
    return { application, name, ports: ports.map(({ port }) => port) };
}
