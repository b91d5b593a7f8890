import { UserError } from "../errors";
import type { Newest, RecoveryPoint } from "./recovery-points";
import type { StackFacts } from "./stack-facts";

/** What a drill may vary. */
export interface DrillOptions {
    /** Another cluster, into which the objects are restored. @default they are not */
    readonly into?: string | undefined;
    /** Only these namespaces; AWS takes five. @default the whole cluster */
    readonly namespaces: readonly string[];
    /** The zone of restored volumes. @default the first with nodes */
    readonly zone?: string | undefined;
    /** Only recovery points from before then. @default the newest */
    readonly before?: Date | undefined;
    /** What tells this drill from others. */
    readonly token: string;
}

/** A restore job of AWS Backup. */
export interface RestoreJob {
    /** As AWS Backup calls it. */
    readonly type: "EBS" | "EFS" | "EKS";
    /** What comes to be, in words. */
    readonly makes: string;
    /** Undefined where it is not known which there are. */
    readonly point?: RecoveryPoint;
    /** What belongs to the point, and is restored with it. @default nothing */
    readonly parts?: readonly RecoveryPoint[];
    readonly metadata: Readonly<Record<string, string>>;
    /** The command that is rid of it again, with {@link MADE_ID} in it. @default what came back is in use */
    readonly cleanup?: string;
}

/** Stands in a command for the id of what a job makes. */
export const MADE_ID = "<id>";

/**
 * The jobs of a drill: a volume and the files beside those that are in use, and the cluster's objects in another cluster.
 *
 * @param newest what there is in the vault. @default it was not asked: one of each kind
 * @throws UserError where no zone is known for volumes
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-eks.html
 */
export function drillJobs(facts: StackFacts, options: DrillOptions, newest?: Newest): readonly RestoreJob[] {
    const { fileSystemId, region } = facts;
    const found = (point: RecoveryPoint | undefined) => (point === undefined ? {} : { point });
    const jobs: RestoreJob[] = [];
    if (newest === undefined ? facts.claims.length > 0 : newest.volume !== undefined) {
        const zone = zoneOf(facts, options);
        jobs.push({
            type: "EBS",
            makes: `a volume in ${zone}, attached to nothing`,
            ...found(newest?.volume),
            metadata: volumeMetadata(facts, zone),
            cleanup: `aws ec2 delete-volume --region ${region} --volume-id ${MADE_ID}`,
        });
    }
    if (fileSystemId !== undefined && (newest === undefined || newest.files !== undefined)) {
        jobs.push({
            type: "EFS",
            makes: "a file system of its own, without mount targets",
            ...found(newest?.files),
            metadata: filesMetadata(facts, fileSystemId, options.token),
            cleanup: `aws efs delete-file-system --region ${region} --file-system-id ${MADE_ID}`,
        });
    }
    if (options.into !== undefined && (newest === undefined || newest.cluster !== undefined)) {
        const { into, namespaces } = options;
        jobs.push({
            type: "EKS",
            makes: `${namespaces.length > 0 ? `the namespaces ${namespaces.join(", ")}` : "every object"} in the cluster ${into}, where nothing is overwritten`,
            ...found(newest?.cluster),
            ...(newest && newest.parts.length > 0 && { parts: newest.parts }),
            metadata: {
                clusterName: into,
                newCluster: "false",
                ...(namespaces.length > 0 && {
                    namespaceLevelRestore: "true",
                    namespaces: JSON.stringify(namespaces),
                }),
                ...(newest && newest.parts.length > 0 && { nestedRestoreJobs: nested(facts, newest.parts, options) }),
            },
            ...objectsCleanup(facts, into, namespaces),
        });
    }
    return jobs;
}

/** None for the stack's own cluster, where a namespace is what was lost. */
function objectsCleanup({ cluster, region }: StackFacts, into: string, namespaces: readonly string[]) {
    if (into === cluster) {
        return {};
    }
    const context = `aws eks update-kubeconfig --region ${region} --name ${into} --alias ${into}`;
    const removal =
        namespaces.length > 0
            ? `delete namespace ${namespaces.join(" ")}`
            : "get namespaces --sort-by=.metadata.creationTimestamp";
    return { cleanup: `${context} && kubectl --context ${into} ${removal}` };
}

function zoneOf({ cluster, zones }: StackFacts, { zone = zones[0] }: DrillOptions): string {
    if (zone === undefined) {
        throw new UserError(
            `The cluster ${cluster} has no nodes by the stack's state, so that no zone is known for volumes; nothing was started.\n` +
                "Next step: name one with --zone.",
        );
    }
    return zone;
}

/** Texts in texts: AWS takes no other values. */
function nested(facts: StackFacts, parts: readonly RecoveryPoint[], options: DrillOptions): string {
    return JSON.stringify(
        Object.fromEntries(
            parts.map(({ RecoveryPointArn, ResourceType, ResourceArn }, index) => {
                const metadata =
                    ResourceType === "EBS"
                        ? { AvailabilityZone: zoneOf(facts, options) }
                        : filesMetadata(facts, ResourceArn.split("/").pop() ?? "", `${options.token}-${index}`);
                return [RecoveryPointArn, JSON.stringify(metadata)];
            }),
        ),
    );
}

function volumeMetadata({ keyArn }: StackFacts, zone: string): Readonly<Record<string, string>> {
    return { availabilityZone: zone, encrypted: "true", kmsKeyId: keyArn };
}

/** Files come back below `aws-backup-restore_<time>/` of a new file system: nothing of what is in use is written to. */
function filesMetadata({ keyArn }: StackFacts, fileSystemId: string, token: string): Readonly<Record<string, string>> {
    return {
        "file-system-id": fileSystemId,
        newFileSystem: "true",
        CreationToken: token,
        Encrypted: "true",
        KmsKeyId: keyArn,
        PerformanceMode: "generalPurpose",
    };
}
