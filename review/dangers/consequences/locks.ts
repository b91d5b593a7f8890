import { valueIn } from "../states";
import { type Derivation, isGone } from "./consequence";

const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

/**
 * A lock of a backup vault that becomes final: after its days of grace nobody can take it back.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export const finalLock: Derivation = (resource) => {
    const { type, old, new: now } = resource;
    const days = valueIn(now, "changeableForDays");
    if (type !== LOCK || isGone(resource) || typeof days !== "number" || valueIn(old, "changeableForDays") === days) {
        return undefined;
    }
    const most = valueIn(now, "maxRetentionDays");
    const until = typeof most === "number" ? ` for up to ${most} days` : "";
    return {
        loss: `${days} days after this, nobody, AWS included, can take it off or delete what the vault holds, which is paid for${until}`,
    };
};
