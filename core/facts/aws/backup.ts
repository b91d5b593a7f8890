/**
 * Limits of AWS Backup that its models do not hold.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/APIReference/API_Lifecycle.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/APIReference/API_PutBackupVaultLockConfiguration.html
 */

/** Days that a recovery point is kept at most, about a hundred years. */
export const MOST_RETENTION_DAYS = 36_500;

/** Days that a recovery point is in cold storage at least, before it expires. */
export const LEAST_COLD_DAYS = 90;

/** Days in which a lock can be taken off again at least, before it becomes final. */
export const LEAST_GRACE_DAYS = 3;
