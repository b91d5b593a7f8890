import * as z from "zod";

/** A recovery point as `aws backup list-recovery-points-by-backup-vault` lists it. */
const pointSchema = z.object({
    RecoveryPointArn: z.string(),
    ResourceArn: z.string(),
    ResourceType: z.string(),
    Status: z.string(),
    CreationDate: z.string(),
    ParentRecoveryPointArn: z.string().optional(),
    IsParent: z.boolean().optional(),
});

/** A recovery point. */
export type RecoveryPoint = z.output<typeof pointSchema>;

/** What the AWS CLI lists. */
export const recoveryPointsSchema = z.object({ RecoveryPoints: z.array(pointSchema) });

/** What can be restored from. */
const RESTORABLE: ReadonlySet<string> = new Set(["COMPLETED", "AVAILABLE", "PARTIAL"]);

/** The newest recovery points of a vault: the cluster with what belongs to it, a volume and the files. */
export interface Newest {
    readonly cluster?: RecoveryPoint;
    /** What belongs to {@link cluster}, but for its own objects. */
    readonly parts: readonly RecoveryPoint[];
    readonly volume?: RecoveryPoint;
    readonly files?: RecoveryPoint;
}

/**
 * Finds them.
 *
 * @param cluster name of the cluster: a vault may have those of another of that name's predecessor
 * @param before only what was made before then; what belongs to a cluster's point follows that. @default now
 */
export function newestPoints(points: readonly RecoveryPoint[], cluster: string, before?: Date): Newest {
    const restorable = points
        .filter(({ Status }) => RESTORABLE.has(Status))
        .sort((one, other) => Date.parse(other.CreationDate) - Date.parse(one.CreationDate));
    const sound = restorable.filter(
        ({ CreationDate }) => before === undefined || Date.parse(CreationDate) < before.getTime(),
    );
    const whole = sound.find(
        ({ ResourceType, ResourceArn, RecoveryPointArn }) =>
            ResourceType === "EKS" &&
            ResourceArn.endsWith(`:cluster/${cluster}`) &&
            RecoveryPointArn.includes(":composite:"),
    );
    const volume = sound.find(({ ResourceType }) => ResourceType === "EBS");
    const files = sound.find(({ ResourceType }) => ResourceType === "EFS");
    return {
        ...(whole && { cluster: whole }),
        parts: restorable.filter(
            ({ ParentRecoveryPointArn, ResourceType }) =>
                whole !== undefined &&
                ParentRecoveryPointArn === whole.RecoveryPointArn &&
                ["EBS", "EFS"].includes(ResourceType),
        ),
        ...(volume && { volume }),
        ...(files && { files }),
    };
}
