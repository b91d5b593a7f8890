import * as z from "zod";
import { compare } from "../../core/compare";
import { partitionOf } from "../../core/facts/aws/partition";
import { awsCli } from "../aws-cli";

/** Whose leftovers they are. */
export interface Owner {
    readonly stack: string;
    readonly cluster: string;
    readonly region: string;
    /** The account that is looked into. */
    readonly account: string;
    /** Where the stack has backups copied to. @default nowhere */
    readonly copyRegion?: string;
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
    /** Names of the clusters that its tags say it belongs to. */
    readonly clusters: readonly string[];
}

const tagsSchema = z.array(z.object({ Key: z.string(), Value: z.string() }));
const answerSchema = z.object({
    ResourceTagMappingList: z.array(z.object({ ResourceARN: z.string(), Tags: tagsSchema })),
});

/** Of these the value is the name of a cluster. */
const CLUSTER_TAGS = ["elbv2.k8s.aws/cluster", "cluster.k8s.amazonaws.com/name", "eks:eks-cluster-name"];

/** Of this the key has the name of a cluster, and there may be several. */
const CLUSTER_KEY = "kubernetes.io/cluster/";

/** The region whose index of tags has what belongs to no region. */
const GLOBAL_REGIONS: ReadonlyMap<string, string> = new Map([["aws-us-gov", "us-gov-west-1"]]);

/** What the program makes in the region of the copies. */
const OF_COPIES: ReadonlySet<string> = new Set(["backup", "kms"]);

/**
 * Everything that bears one of the tags, in the order of the ARNs. Another region may have a cluster of the same name: of what is listed there
 * only global resources count, and what copies of backups are made with.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/resourcegroupstaggingapi/get-resources.html
 */
export async function findLeftovers(owner: Owner): Promise<readonly Leftover[]> {
    const { region, copyRegion } = owner;
    const global = GLOBAL_REGIONS.get(partitionOf(region)) ?? "us-east-1";
    const found = new Map<string, Leftover>();
    const keep = async (asked: string, filters: readonly string[], counts: (arn: string) => boolean) => {
        for (const filter of filters) {
            const args = ["resourcegroupstaggingapi", "get-resources", "--tag-filters", filter];
            const { ResourceTagMappingList } = await awsCli(args, asked, answerSchema);
            for (const { ResourceARN: arn, Tags } of ResourceTagMappingList.filter((one) => counts(one.ResourceARN))) {
                found.set(arn, leftoverOf(arn, Tags));
            }
        }
    };
    await keep(region, [...clusterFilters(owner), stackFilter(owner)], () => true);
    if (global !== region) {
        await keep(global, [stackFilter(owner)], (arn) => arn.split(":")[3] === "");
    }
    if (copyRegion !== undefined) {
        await keep(copyRegion, [stackFilter(owner)], (arn) => OF_COPIES.has(arn.split(":")[2] ?? ""));
    }
    return [...found.values()].sort((one, other) => compare(one.arn, other.arn));
}

/** The tags by which EKS and its controllers mark what they make. Subnets that several clusters share bear the first with another value. */
function clusterFilters({ cluster }: Owner): readonly string[] {
    return [`Key=${CLUSTER_KEY}${cluster},Values=owned`, ...CLUSTER_TAGS.map((key) => `Key=${key},Values=${cluster}`)];
}

/** The tag by which this program does. */
function stackFilter({ stack }: Owner): string {
    return `Key=eks-platform:stack,Values=${stack}`;
}

function leftoverOf(arn: string, tags: z.output<typeof tagsSchema>): Leftover {
    const name = tags.find(({ Key }) => Key === "Name")?.Value;
    const clusters = tags.flatMap(({ Key, Value }) => {
        const named = Key.startsWith(CLUSTER_KEY) ? Key.slice(CLUSTER_KEY.length) : undefined;
        return named ?? (CLUSTER_TAGS.includes(Key) ? Value : []);
    });
    return { arn, ...partsOf(arn), ...(name && { name }), clusters: [...new Set(clusters)] };
}

/** `arn:partition:service:region:account:kind/id`, with a colon or nothing in the place of the stroke for some services. */
function partsOf(arn: string): Pick<Leftover, "service" | "kind" | "id"> {
    const [, , service = "", , , ...rest] = arn.split(":");
    const resource = rest.join(":");
    const [, kind = "", id = resource] = /^([a-z-]+)[/:](.+)$/.exec(resource) ?? [];
    return { service, kind, id };
}
