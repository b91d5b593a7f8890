import type { PropertyMap } from "../../core/engine/values";
import type { Identity } from "../../core/identity";
import type { StoredResource } from "../world/world";

/** Where a resource lives: from the provider's configuration, region overridden by the resource's own `region`. */
export interface Place {
    readonly region: string;
    /** Twelve digits. */
    readonly account: string;
    /** `aws`, `aws-cn` or `aws-us-gov`. */
    readonly partition: string;
    /** Ending of AWS's host names there, for example `amazonaws.com`. */
    readonly dnsSuffix: string;
}

/** What a behaviour may draw upon to describe a resource. */
export interface AwsContext extends Place {
    /** Logical name of the resource. */
    readonly name: string;
    /** Inputs of the resource, checked. */
    readonly inputs: PropertyMap;
    /** Source of the resource's generated values. */
    readonly identity: Identity;
    /** ARN in the context's region and account, for example `arn("eks", "cluster/plat")`. */
    arn(service: string, resource: string): string;
    /** ARN of a service without regions, such as IAM. */
    globalArn(service: string, resource: string): string;
    /** The input as text, or `fallback`. */
    text(input: string, fallback?: string): string;
    /** The properties of another resource, made or planned. */
    lookup(type: string, id: string): PropertyMap | undefined;
}

/**
 * What a resource of a type does, beside what the catalog says of its inputs and outputs. Property names are those of the SDK. A type
 * without a behaviour has an id and plausible outputs.
 */
export interface AwsBehaviour {
    /** The input that bears the physical name, where the catalog does not tell. Filled in when absent. */
    readonly autoname?: string;
    /** What generated names begin with. */
    readonly autonamePrefix?: string;
    /** Inputs that together must differ from those of every other resource of the type, and the error of AWS if not. */
    readonly unique?: { readonly by: readonly string[]; readonly error: string };
    /** Inputs that hold the id, the ARN or the name of a resource of the named type, which therefore cannot be deleted first. */
    readonly uses?: Readonly<Record<string, string>>;
    /** Types of which a resource cannot be deleted first though no input names it, and how its outputs fit this one's. */
    readonly holds?: Readonly<Record<string, (own: PropertyMap, other: PropertyMap) => boolean>>;
    /** The error of AWS when the resource is deleted while another one uses it. */
    readonly inUse?: string;
    /** The type whose deletion takes this resource along, and which output equals which one of the other. */
    readonly takenBy?: { readonly type: string; readonly where: Readonly<Record<string, string>> };
    /** Whether a create where the same exists already changes that one instead of failing. */
    readonly overwrites?: boolean;
    /** Input that, when true, forbids to delete the resource. */
    readonly deletionProtection?: string;

    /** The id that a new resource gets, where it has a form of its own. @default its name, or one that is made up */
    id?(context: AwsContext): string;
    /** What AWS reports where the inputs say nothing, as far as it is not empty, zero or false. */
    defaults?(context: AwsContext): PropertyMap;
    /** What AWS reports whatever the inputs say; `current` is the resource as it is before an update. */
    computed?(context: AwsContext, id: string, current: StoredResource | undefined): PropertyMap;
    /** A refusal of the new inputs, given the resource as it is; undefined when AWS would accept them. */
    refuseUpdate?(context: AwsContext, current: PropertyMap): string | undefined;
    /** A refusal of the deletion, given the resource as it is; undefined when AWS would let it go. */
    refuseDelete?(current: PropertyMap): string | undefined;
    /** A refusal of the new resource; undefined when AWS would accept it. */
    refuseCreate?(context: AwsContext, peers: readonly PropertyMap[]): string | undefined;
}

/** Behaviours by type token. */
export type AwsBehaviours = Readonly<Record<string, AwsBehaviour>>;

/** An id as EC2 makes them: prefix and 17 hexadecimal digits. */
export function ec2Id(prefix: string): (context: AwsContext) => string {
    return ({ identity }) => `${prefix}-0${identity.hex("id", 16)}`;
}

/** The id of a resource that is known by its name. */
export function namedBy(input: string): (context: AwsContext) => string {
    return ({ text }) => text(input);
}

/** The id of a resource that joins others: the inputs, joined. */
export function joined(separator: string, ...inputs: readonly string[]): (context: AwsContext) => string {
    return ({ text }) => inputs.map((input) => text(input)).join(separator);
}

/** A random-looking id without a prefix. */
export function opaqueId({ identity }: AwsContext): string {
    return identity.uuid("id");
}
