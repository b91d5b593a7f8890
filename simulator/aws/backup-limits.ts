import { isMap, listAt, mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import { LEAST_COLD_DAYS, LEAST_GRACE_DAYS } from "../../core/facts/aws/backup";

/**
 * Why AWS would refuse a plan; undefined where it would not.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/APIReference/API_Lifecycle.html
 */
export function planProblem(plan: PropertyMap): string | undefined {
    for (const rule of listAt(plan, "rules").filter(isMap)) {
        const copies = listAt(rule, "copyActions").filter(isMap);
        for (const { coldStorageAfter, deleteAfter } of [rule, ...copies].map((one) => mapAt(one, "lifecycle"))) {
            const [cold, end] = [Number(coldStorageAfter), Number(deleteAfter)];
            if (cold > 0 && end > 0 && end < cold + LEAST_COLD_DAYS) {
                return `InvalidParameterValueException: Invalid lifecycle of rule ${stringAt(rule, "ruleName")}. DeleteAfterDays (${end}) cannot be less than ${LEAST_COLD_DAYS} days from MoveToColdStorageAfterDays (${cold})`;
            }
        }
    }
    return undefined;
}

/**
 * Why AWS would refuse a lock; undefined where it would not.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/APIReference/API_PutBackupVaultLockConfiguration.html
 */
export function lockProblem({
    minRetentionDays,
    maxRetentionDays,
    changeableForDays,
}: PropertyMap): string | undefined {
    if (Number(minRetentionDays ?? 1) > Number(maxRetentionDays ?? Number.POSITIVE_INFINITY)) {
        return `InvalidParameterValueException: MinRetentionDays (${minRetentionDays}) is greater than MaxRetentionDays (${maxRetentionDays})`;
    }
    return Number(changeableForDays ?? LEAST_GRACE_DAYS) < LEAST_GRACE_DAYS
        ? `InvalidParameterValueException: ChangeableForDays (${changeableForDays}) must be at least ${LEAST_GRACE_DAYS}`
        : undefined;
}
