import * as pulumi from "@pulumi/pulumi";
import { usedCredentials } from "./configuration";
import { Credential } from "./credential";
import type { IngressArgs } from "./exposure";
import { Microservice } from "./microservice";
import { parseApplication } from "./parse-application";
import type { ApplicationDescription } from "./schema";
import type { ServiceArgs } from "./service-args";
import type { ServiceSpec } from "./service-schema";
import type { SecretReference } from "./service-secret";
import { StatefulService } from "./stateful-service";
import { connectionsOf, peersOf } from "./topology";
import type { StorageClasses } from "./volume-claims";

/** Arguments of an {@link Application}. */
export interface ApplicationArgs {
    /** Namespace for all objects; it must exist and deny all traffic that no service declares. */
    readonly namespace: pulumi.Input<string>;
    /** The services. */
    readonly description: ApplicationDescription;
    /** StorageClass of each storage tier; null for the cluster's default class. */
    readonly storageClasses: StorageClasses;
    /** Whether volumes outlive the application. Without it, removing the application removes its data. */
    readonly retainVolumes: boolean;
    /** The platform's ingress. Required where a service has `expose`. @default none */
    readonly ingress?: IngressArgs | undefined;
    /** Secret of the namespace with which images are pulled from private registries. @default none */
    readonly imagePullSecret?: string | undefined;
}

/** One line of an application's table of services. */
export interface ServiceSummary {
    readonly name: string;
    readonly kind: ServiceSpec["kind"];
    /** Pods asked for; with autoscaling the fewest. */
    readonly replicas: number;
    /** The main port; absent for a worker. */
    readonly port?: number;
    readonly image: string;
}

/** Services that share a namespace and know one another by name, with the credentials that they share. */
export class Application extends pulumi.ComponentResource {
    /** Every service, in the order of the description. */
    readonly services: readonly ServiceSummary[];

    /**
     * @param name also the value of the label `app.kubernetes.io/instance`
     * @throws pulumi.InputPropertiesError with every fault of the description
     */
    constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("eks-platform:workloads:Application", name, args, opts);
        const services = parseApplication(name, args);
        const peers = peersOf(name, services);
        const credentials = createCredentials(this, name, args.namespace, services);
        const commonArgs = (service: string, spec: ServiceSpec): ServiceArgs => ({
            name: service,
            namespace: args.namespace,
            application: name,
            description: spec,
            credentials: pick(credentials, usedCredentials(spec)),
            imagePullSecret: args.imagePullSecret,
            ...connectionsOf(service, services, peers),
        });
        const stores = new Map<string, StatefulService>();
        for (const [service, spec] of Object.entries(services)) {
            if (spec.kind !== "stateful") continue;
            const { storageClasses, retainVolumes } = args;
            const storeArgs = { ...commonArgs(service, spec), storageClasses, retainVolumes };
            stores.set(service, new StatefulService(`${name}-${service}`, storeArgs, { parent: this }));
        }
        for (const [service, spec] of Object.entries(services)) {
            if (spec.kind !== "microservice") continue;
            const serviceArgs = { ...commonArgs(service, spec), ingress: args.ingress };
            // A microservice starts after the stores that it uses and is gone before them. Among themselves
            // microservices start together and retry: their connections may form cycles.
            const dependsOn = spec.connectsTo.flatMap((target) => stores.get(target) ?? []);
            new Microservice(`${name}-${service}`, serviceArgs, { parent: this, dependsOn });
        }
        this.services = Object.entries(services).map(([service, spec]) => summaryOf(service, spec));
        this.registerOutputs({ services: this.services });
    }
}

function createCredentials(
    parent: Application,
    application: string,
    namespace: pulumi.Input<string>,
    services: Readonly<Record<string, ServiceSpec>>,
): Readonly<Record<string, SecretReference>> {
    const declared = Object.values(services).flatMap(({ credentials }) => Object.entries(credentials));
    return Object.fromEntries(
        declared.map(([name, description]) => {
            const args = { name, namespace, application, ...description };
            return [name, new Credential(`${application}-${name}`, args, { parent }).reference];
        }),
    );
}

function summaryOf(name: string, { kind, replicas, autoscaling, ports, image }: ServiceSpec): ServiceSummary {
    const port = ports[0]?.port;
    return { name, kind, replicas: autoscaling?.min ?? replicas ?? 1, ...(port !== undefined && { port }), image };
}

function pick<T>(values: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
    return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}
