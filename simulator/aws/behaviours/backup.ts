import { lockProblem, planProblem } from "../backup-limits";
import { type AwsBehaviour, type AwsBehaviours, type AwsContext, joined, namedBy, opaqueId } from "../behaviour";

const VAULT = "aws:backup/vault:Vault";
const PLAN = "aws:backup/plan:Plan";
const TESTS = "aws:backup/restoreTestingPlan:RestoreTestingPlan";

/** What belongs to a vault, is known by its name, and goes with it. */
const OF_VAULT: AwsBehaviour = {
    id: namedBy("backupVaultName"),
    takenBy: { type: VAULT, where: { backupVaultName: "name" } },
    computed: ({ arn, text }) => ({ backupVaultArn: arn("backup", `backup-vault:${text("backupVaultName")}`) }),
};

const refusePlan = ({ inputs }: AwsContext) => planProblem(inputs);
const refuseLock = ({ inputs }: AwsContext) => lockProblem(inputs);

/** Vaults, plans and what they are for. Nothing is backed up here, so that a vault has the recovery points that a test puts into it. */
export const backupBehaviours: AwsBehaviours = {
    [VAULT]: {
        unique: { by: ["name"], error: "AlreadyExistsException" },
        id: namedBy("name"),
        defaults: ({ arn, identity }) => ({
            kmsKeyArn: arn("kms", `key/${identity.uuid("key")}`),
        }),
        computed: ({ arn }, id, current) => ({
            arn: arn("backup", `backup-vault:${id}`),
            recoveryPoints: current?.outputs.recoveryPoints ?? 0,
        }),
        refuseDelete: ({ name, recoveryPoints, forceDestroy }) =>
            Number(recoveryPoints) > 0 && forceDestroy !== true
                ? `InvalidRequestException: Backup vault ${name} cannot be deleted because it contains ${recoveryPoints} recovery points.`
                : undefined,
    },
    "aws:backup/vaultPolicy:VaultPolicy": OF_VAULT,
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
        ...OF_VAULT,
        refuseCreate: refuseLock,
        refuseUpdate: refuseLock,
    },
    "aws:backup/vaultNotifications:VaultNotifications": OF_VAULT,

    [PLAN]: {
        inUse: "InvalidRequestException",
        id: opaqueId,
        computed: ({ arn, identity }, id) => ({
            arn: arn("backup", `backup-plan:${id}`),
            version: identity.bytes("version", 36).toString("base64"),
        }),
        refuseCreate: refusePlan,
        refuseUpdate: refusePlan,
    },
    "aws:backup/selection:Selection": {
        uses: { planId: PLAN },
        id: opaqueId,
    },

    [TESTS]: {
        inUse: "InvalidRequestException",
        unique: { by: ["name"], error: "AlreadyExistsException" },
        id: namedBy("name"),
        defaults: () => ({ scheduleExpressionTimezone: "Etc/UTC", startWindowHours: 24 }),
        computed: ({ arn }, id) => ({ arn: arn("backup", `restore-testing-plan:${id}`) }),
    },
    "aws:backup/restoreTestingSelection:RestoreTestingSelection": {
        uses: { restoreTestingPlanName: TESTS },
        id: joined(":", "name", "restoreTestingPlanName"),
    },

    "aws:backup/regionSettings:RegionSettings": {
        id: ({ region }) => region,
    },
};
