import * as z from "zod";
import { compare } from "../../core/compare";
import { awsCli } from "../aws-cli";

/** Whose leftovers they are. */
export interface Owner {
    readonly stack: string;
    readonly cluster: string;
    readonly region: string;
}

/** Something in AWS that bears a tag of the stack or of its cluster. */
export interface Leftover {
    readonly arn: string;
    /** As ARNs call it, for example `ec2` and `volume`. */
    readonly service: string;
    readonly kind: string;
    /** The last part of the ARN, which for EC2 is the id. */
    readonly id: string;
    /** Of the tags, the name, where it has one. */
    readonly name?: string;
}

const answerSchema = z.object({
    ResourceTagMappingList: z.array(
        z.object({ ResourceARN: z.string(), Tags: z.array(z.object({ Key: z.string(), Value: z.string() })) }),
    ),
});

/**
 * The tags by which EKS, its controllers and this program mark what they make. Subnets that several clusters share bear the first one with
 * another value.
 */
function tagsOf({ stack, cluster }: Owner): readonly string[] {
    return [
        `Key=kubernetes.io/cluster/${cluster},Values=owned`,
        `Key=elbv2.k8s.aws/cluster,Values=${cluster}`,
        `Key=cluster.k8s.amazonaws.com/name,Values=${cluster}`,
        `Key=eks:eks-cluster-name,Values=${cluster}`,
        `Key=eks-platform:stack,Values=${stack}`,
    ];
}

/**
 * Everything that bears one of the tags, in the order of the ARNs.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/resourcegroupstaggingapi/get-resources.html
 */
export async function findLeftovers(owner: Owner): Promise<readonly Leftover[]> {
    const found = new Map<string, Leftover>();
    for (const filter of tagsOf(owner)) {
        const args = ["resourcegroupstaggingapi", "get-resources", "--tag-filters", filter];
        const { ResourceTagMappingList } = await awsCli(args, owner.region, answerSchema);
        for (const { ResourceARN: arn, Tags } of ResourceTagMappingList) {
            const name = Tags.find(({ Key }) => Key === "Name")?.Value;
            found.set(arn, { arn, ...partsOf(arn), ...(name && { name }) });
        }
    }
    return [...found.values()].sort((one, other) => compare(one.arn, other.arn));
}

/** `arn:partition:service:region:account:kind/id`, with a colon or nothing in the place of the stroke for some services. */
function partsOf(arn: string): Pick<Leftover, "service" | "kind" | "id"> {
    const [, , service = "", , , ...rest] = arn.split(":");
    const resource = rest.join(":");
    const [, kind = "", id = resource] = /^([a-z-]+)[/:](.+)$/.exec(resource) ?? [];
    return { service, kind, id };
}

/** Whether the cluster itself is among them, and most of the others in use. */
export function hasCluster(leftovers: readonly Leftover[], { cluster }: Owner): boolean {
    return leftovers.some(({ service, kind, id }) => service === "eks" && kind === "cluster" && id === cluster);
}
