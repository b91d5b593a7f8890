import { Plan } from "@pulumi/aws/backup/plan";
import { Selection } from "@pulumi/aws/backup/selection";
import * as pulumi from "@pulumi/pulumi";
import type { BackupConfig } from "../config/sections/backup";

/** Arguments of a {@link BackupPlan}. */
export interface BackupPlanArgs {
    /** The section `backup` of the configuration. */
    readonly backup: BackupConfig;
    /** The vault of the region. */
    readonly vaultName: pulumi.Input<string>;
    /** The vault of copies. @default no copies are made */
    readonly copyVaultArn?: pulumi.Input<string> | undefined;
    /** The role that makes recovery points. */
    readonly roleArn: pulumi.Input<string>;
    /** ARN of the cluster. */
    readonly clusterArn: pulumi.Input<string>;
    /** What has to have recovery points of its own to be tested. @default nothing */
    readonly tested?: TestedResources | undefined;
}

/** Resources that AWS can restore to test them. */
export interface TestedResources {
    /** The shared file system. @default the stack has none */
    readonly fileSystemArn?: pulumi.Input<string> | undefined;
    /** Pattern of the ARNs of volumes, and the tags that those of the cluster's claims all have. */
    readonly volumes: { readonly arn: string; readonly tags: Readonly<Record<string, string>> };
}

/** AWS begins no later than this after the time, and ends a backup that takes longer, in minutes. */
const [START_WINDOW, COMPLETION_WINDOW] = [60, 720];

/**
 * What is backed up when, and for how long. The cluster is one recovery point: its objects, and the volumes of its claims.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html
 */
export class BackupPlan extends pulumi.ComponentResource {
    constructor(name: string, args: BackupPlanArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:backup:BackupPlan", name, args, opts);
        const { backup, roleArn, tested } = args;
        const child = { parent: this };
        const { retentionDays, coldAfterDays, copy } = backup;
        const cold = coldAfterDays === undefined ? {} : { coldStorageAfter: coldAfterDays };
        const plan = new Plan(
            `${name}-plan`,
            {
                rules: [
                    {
                        ruleName: "cluster",
                        targetVaultName: args.vaultName,
                        schedule: backup.schedule,
                        scheduleExpressionTimezone: backup.timeZone,
                        startWindow: START_WINDOW,
                        completionWindow: COMPLETION_WINDOW,
                        lifecycle: { deleteAfter: retentionDays, ...cold },
                        ...(args.copyVaultArn !== undefined && {
                            copyActions: [
                                {
                                    destinationVaultArn: args.copyVaultArn,
                                    lifecycle: { deleteAfter: copy?.retentionDays ?? retentionDays },
                                },
                            ],
                        }),
                    },
                ],
            },
            child,
        );
        const select = (what: string, found: Partial<ConstructorParameters<typeof Selection>[1]>) =>
            new Selection(`${name}-${what}`, { planId: plan.id, iamRoleArn: roleArn, ...found }, child);
        select("cluster", { resources: [args.clusterArn, ...backup.resources] });
        const tags = Object.entries(backup.tags);
        if (tags.length > 0) {
            // One of them is enough.
            select("tagged", {
                resources: ["*"],
                selectionTags: tags.map(([key, value]) => ({ type: "STRINGEQUALS", key, value })),
            });
        }
        if (tested) {
            const stringEquals = Object.entries(tested.volumes.tags).map(([tag, value]) => ({
                ...{ key: `aws:ResourceTag/${tag}`, value },
            }));
            select("volumes", { resources: [tested.volumes.arn], conditions: [{ stringEquals }] });
        }
        if (tested?.fileSystemArn !== undefined) {
            select("files", { resources: [tested.fileSystemArn] });
        }
        this.registerOutputs({});
    }
}
