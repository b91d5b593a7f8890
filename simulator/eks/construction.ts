import { version as awsVersion } from "@pulumi/aws/package.json";
import { version as kubernetesVersion } from "@pulumi/kubernetes/package.json";
import type { ConstructRequest } from "../../core/engine/provider";
import { RESOURCE_SIGNATURE, SIGNATURE } from "../../core/engine/signatures";
import { type PropertyMap, stringAt } from "../../core/engine/values";
import type { ChildMonitor, Registered, ResourceOptions } from "./monitor";

/** One `eks.Cluster` while its children are registered. */
export class Construction {
    private constructor(
        /** Where the children are registered. */
        readonly monitor: ChildMonitor,
        /** What the program asks for. */
        readonly request: ConstructRequest,
        /** URN of the component. */
        readonly urn: string,
        /** The part of AWS in which the cluster is, for example `aws`. */
        readonly partition: string,
        /** Ending of AWS's host names there, for example `amazonaws.com`. */
        readonly dnsSuffix: string,
    ) {}

    /** Registers the component itself. */
    static async begin(monitor: ChildMonitor, request: ConstructRequest): Promise<Construction> {
        const provider = request.providers.get("aws");
        const [component, { partition, dnsSuffix }] = await Promise.all([
            monitor.root(request.inputs),
            monitor.invoke("aws:index/getPartition:getPartition", {}, provider, awsVersion),
        ]);
        return new Construction(monitor, request, component.urn, String(partition), String(dnsSuffix));
    }

    /** The logical name of the component, from which those of its children are made. */
    get name(): string {
        return this.request.name;
    }

    /** The arguments of the component. */
    get args(): PropertyMap {
        return this.request.inputs;
    }

    /** Reference of the AWS provider that the program gives; undefined for the default one. */
    get awsProvider(): string | undefined {
        return this.request.providers.get("aws");
    }

    /** What the named arguments of the component come from. */
    dependenciesOf(...args: readonly string[]): string[] {
        return [...new Set(args.flatMap((arg) => this.request.inputDependencies.get(arg) ?? []))];
    }

    /** Registers an AWS resource, by default right below the component. */
    aws(type: string, name: string, inputs: PropertyMap, options: ResourceOptions = {}): Promise<Registered> {
        return this.monitor.resource(type, name, inputs, {
            parent: this.urn,
            provider: this.awsProvider,
            version: awsVersion,
            ...options,
        });
    }

    /** Registers a Kubernetes resource, or the provider of them. */
    kubernetes(type: string, name: string, inputs: PropertyMap, options: ResourceOptions = {}): Promise<Registered> {
        return this.monitor.resource(type, name, inputs, { parent: this.urn, version: kubernetesVersion, ...options });
    }

    /** The version to pin an add-on to: the one asked for, else the newest that AWS has. */
    async addonVersion(addonName: string, options: PropertyMap, clusterVersion: string): Promise<string> {
        const asked = stringAt(options, "version") ?? stringAt(options, "addonVersion");
        if (asked !== undefined) {
            return asked;
        }
        const found = await this.monitor.invoke(
            "aws:eks/getAddonVersion:getAddonVersion",
            { addonName, kubernetesVersion: clusterVersion, mostRecent: true },
            this.awsProvider,
            awsVersion,
        );
        return String(found.version);
    }

    /** The resource as a value, which the program's SDK turns into a resource object again. */
    reference({ type, urn, id }: Registered): PropertyMap {
        const version = type.startsWith("aws:") ? awsVersion : kubernetesVersion;
        return { [SIGNATURE]: RESOURCE_SIGNATURE, urn, id, packageVersion: version };
    }

    /** A provider, given as `urn::id`, as a value. */
    providerReference(reference: string): PropertyMap {
        const end = reference.lastIndexOf("::");
        return {
            [SIGNATURE]: RESOURCE_SIGNATURE,
            urn: reference.slice(0, end),
            id: reference.slice(end + 2),
            packageVersion: "",
        };
    }
}
