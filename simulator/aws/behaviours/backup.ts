import { type AwsBehaviours, namedBy, opaqueId } from "../behaviour";

/** Vaults, plans and what they are for. */
export const backupBehaviours: AwsBehaviours = {
    "aws:backup/vault:Vault": {
        unique: { by: ["name"], error: "AlreadyExistsException" },
        id: namedBy("name"),
        defaults: ({ arn, identity }) => ({
            kmsKeyArn: arn("kms", `key/${identity.uuid("key")}`),
        }),
        computed: ({ arn }, id) => ({ arn: arn("backup", `backup-vault:${id}`), recoveryPoints: 0 }),
    },

    "aws:backup/plan:Plan": {
        id: opaqueId,
        computed: ({ arn, identity }, id) => ({
            arn: arn("backup", `backup-plan:${id}`),
            version: identity.bytes("version", 36).toString("base64"),
        }),
    },

    "aws:backup/selection:Selection": {
        id: opaqueId,
    },
};
