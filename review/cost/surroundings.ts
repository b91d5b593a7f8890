import { idOf, inputAt, type StackResource, textOf } from "../stack-resource";

/** What else a price follows from: the region, the day, and the resources of the same stack. */
export class Surroundings {
    private readonly ids = new Map<string, StackResource>();
    private readonly types = new Map<string, StackResource[]>();

    constructor(
        resources: readonly StackResource[],
        readonly region: string,
        /** The day on which the stack is paid for; the support of Kubernetes versions depends on it. */
        readonly today: Date,
    ) {
        for (const resource of resources) {
            const id = idOf(resource);
            if (id !== undefined) {
                this.ids.set(`${resource.type} ${id}`, resource);
            }
            this.types.set(resource.type, [...(this.types.get(resource.type) ?? []), resource]);
        }
    }

    ofType(type: string): readonly StackResource[] {
        return this.types.get(type) ?? [];
    }

    /** The resource with an ID; where AWS has yet to give it one, that of the type in the same component, if there is but one. */
    referred(type: string, id: unknown, from: StackResource): StackResource | undefined {
        const known = textOf(id);
        if (known !== undefined && this.ids.has(`${type} ${known}`)) {
            return this.ids.get(`${type} ${known}`);
        }
        const [only, ...others] = this.ofType(type).filter(
            ({ parent }) => parent !== undefined && parent === from.parent,
        );
        return others.length === 0 ? only : undefined;
    }

    /** Zones in which the stack has subnets. */
    zones(): number {
        return new Set(this.ofType("aws:ec2/subnet:Subnet").map((one) => textOf(inputAt(one, "availabilityZone"))))
            .size;
    }

    /** Zones in which load balancers that face the internet get an address: those with a public subnet for them. */
    publicZones(): number {
        return this.ofType("aws:ec2/subnet:Subnet").filter(
            (subnet) => textOf(inputAt(subnet, "tags", "kubernetes.io/role/elb")) !== undefined,
        ).length;
    }

    /** The StorageClass of a claim: the one that it names, else the default one. */
    storageClass(name: string | undefined): StackResource | undefined {
        return this.ofType("kubernetes:storage.k8s.io/v1:StorageClass").find((one) =>
            name === undefined
                ? inputAt(one, "metadata", "annotations", "storageclass.kubernetes.io/is-default-class") === "true"
                : inputAt(one, "metadata", "name") === name,
        );
    }
}
