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
    /** What tells this drill from others. */
    readonly token: string;
}

/** A restore job of AWS Backup. */
export interface RestoreJob {
    /** As AWS Backup calls it. */
    readonly type: "EBS" | "EFS" | "EKS";
    /** What comes to be, in words. */
    readonly makes: string;
    /** ARN; undefined where it is not known which there are. */
    readonly point?: string;
    readonly metadata: Readonly<Record<string, string>>;
    /** How to be rid of it again. */
    readonly cleanup: string;
}

/**
 * The jobs of a drill: a volume and the files beside those that are in use, and the cluster's objects in another cluster.
 *
 * @param newest what there is in the vault. @default it was not asked: one of each kind
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-eks.html
 */
export function drillJobs(facts: StackFacts, options: DrillOptions, newest?: Newest): readonly RestoreJob[] {
    const zone = options.zone ?? facts.zones[0] ?? "";
    const { fileSystemId, region } = facts;
    const found = (point: RecoveryPoint | undefined) => (point === undefined ? {} : { point: point.RecoveryPointArn });
    const jobs: RestoreJob[] = [];
    if (newest === undefined ? facts.claims.length > 0 : newest.volume !== undefined) {
        jobs.push({
            type: "EBS",
            makes: `a volume in ${zone}, attached to nothing`,
            ...found(newest?.volume),
            metadata: volumeMetadata(facts, zone),
            cleanup: `aws ec2 delete-volume --region ${region} --volume-id`,
        });
    }
    if (fileSystemId !== undefined && (newest === undefined || newest.files !== undefined)) {
        jobs.push({
            type: "EFS",
            makes: "a file system of its own, without mount targets",
            ...found(newest?.files),
            metadata: filesMetadata(facts, fileSystemId, options.token),
            cleanup: `aws efs delete-file-system --region ${region} --file-system-id`,
        });
    }
    if (options.into !== undefined && (newest === undefined || newest.cluster !== undefined)) {
        const { into, namespaces } = options;
        jobs.push({
            type: "EKS",
            makes: `${namespaces.length > 0 ? `the namespaces ${namespaces.join(", ")}` : "every object"} in the cluster ${into}, where nothing is overwritten`,
            ...found(newest?.cluster),
            metadata: {
                clusterName: into,
                newCluster: "false",
                ...(namespaces.length > 0 && {
                    namespaceLevelRestore: "true",
                    namespaces: JSON.stringify(namespaces),
                }),
                ...(newest &&
                    newest.parts.length > 0 && { nestedRestoreJobs: nested(facts, newest.parts, zone, options) }),
            },
            cleanup: "kubectl delete namespace",
        });
    }
    return jobs;
}

/** Texts in texts: AWS takes no other values. */
function nested(facts: StackFacts, parts: readonly RecoveryPoint[], zone: string, { token }: DrillOptions): string {
    return JSON.stringify(
        Object.fromEntries(
            parts.map(({ RecoveryPointArn, ResourceType, ResourceArn }, index) => {
                const metadata =
                    ResourceType === "EBS"
                        ? { AvailabilityZone: zone }
                        : filesMetadata(facts, ResourceArn.split("/").pop() ?? "", `${token}-${index}`);
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
