import * as pulumi from "@pulumi/pulumi";
import { usedCredentials } from "./configuration";
import { Credential } from "./credential";
import { definitionOf, type ServiceSpec } from "./kinds";
import type { ServiceFacts } from "./kinds/definition";
import { makeService, type PlatformOffer } from "./kinds/makers";
import { parseApplication } from "./parse-application";
import type { ApplicationDescription } from "./schema";
import type { ServiceArgs } from "./service-args";
import type { SecretReference } from "./service-secret";
import { startsAfter } from "./start-order";
import { connectionsOf, peersOf } from "./topology";

/** Arguments of an {@link Application}. */
export interface ApplicationArgs extends PlatformOffer {
    /** Namespace for all objects; it must exist and deny all traffic that no service declares. */
    readonly namespace: pulumi.Input<string>;
    /** The services. */
    readonly description: ApplicationDescription;
    /** Secret of the namespace with which images are pulled from private registries. @default none */
    readonly imagePullSecret?: string | undefined;
}

/** One line of an application's table of services. */
export interface ServiceSummary extends ServiceFacts {
    /** The service's name in its application. */
    readonly name: string;
    /** The kind of service. */
    readonly kind: ServiceSpec["kind"];
    /** The image of its container. */
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
        const argsOf = (service: string, spec: ServiceSpec): ServiceArgs => ({
            name: service,
            namespace: args.namespace,
            application: name,
            description: spec,
            credentials: pick(credentials, usedCredentials(spec)),
            imagePullSecret: args.imagePullSecret,
            ...connectionsOf(service, services, peers),
        });
        const specs = new Map(Object.entries(services));
        const made = new Map<string, pulumi.ComponentResource>();
        const make = (service: string): pulumi.ComponentResource[] => {
            const [known, spec] = [made.get(service), specs.get(service)];
            if (known || !spec) {
                return known ? [known] : [];
            }
            const options = { parent: this, dependsOn: startsAfter(service, specs).flatMap(make) };
            const component = makeService(spec.kind, `${name}-${service}`, argsOf(service, spec), args, options);
            made.set(service, component);
            return [component];
        };
        for (const service of specs.keys()) {
            make(service);
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

function summaryOf(name: string, spec: ServiceSpec): ServiceSummary {
    const { kind, image } = spec;
    return { name, kind, ...definitionOf(kind).summary(spec), image };
}

function pick<T>(values: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
    return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}
