import { RestoreTestingPlan } from "@pulumi/aws/backup/restoreTestingPlan";
import { RestoreTestingSelection } from "@pulumi/aws/backup/restoreTestingSelection";
import * as pulumi from "@pulumi/pulumi";
import type { BackupConfig } from "../config/sections/backup";

/** Arguments of a {@link RestoreTesting}. */
export interface RestoreTestingArgs {
    /** When, and how long what was restored stays. */
    readonly test: NonNullable<BackupConfig["restoreTest"]>;
    /** The time zone of the schedule. */
    readonly timeZone: string;
    /** Name of the cluster, by which the plan is found. */
    readonly clusterName: string;
    /** The vault that recovery points are taken from. */
    readonly vaultArn: pulumi.Input<string>;
    /** The role that restores. */
    readonly roleArn: pulumi.Input<string>;
    /** What is tested, as AWS Backup calls it; it cannot test EKS. */
    readonly types: readonly ("EBS" | "EFS")[];
}

/** Of the recovery points of these days one is taken. */
const WINDOW_DAYS = 7;

/** AWS takes no longer name, and letters, digits and `_` alone. */
const LONGEST_NAME = 50;

/**
 * A plan by which AWS restores a recovery point of each type, tells whether that worked, and deletes what it made.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
 */
export class RestoreTesting extends pulumi.ComponentResource {
    constructor(name: string, args: RestoreTestingArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:backup:RestoreTesting", name, args, opts);
        const child = { parent: this };
        const plan = new RestoreTestingPlan(
            `${name}-plan`,
            {
                name: `restores_${args.clusterName.replace(/[^\dA-Za-z]/g, "_")}`.slice(0, LONGEST_NAME),
                scheduleExpression: args.test.schedule,
                scheduleExpressionTimezone: args.timeZone,
                recoveryPointSelection: {
                    algorithm: "LATEST_WITHIN_WINDOW",
                    includeVaults: [args.vaultArn],
                    recoveryPointTypes: ["SNAPSHOT"],
                    selectionWindowDays: WINDOW_DAYS,
                },
            },
            child,
        );
        for (const type of args.types) {
            new RestoreTestingSelection(
                `${name}-${type.toLowerCase()}`,
                {
                    name: type.toLowerCase(),
                    restoreTestingPlanName: plan.name,
                    protectedResourceType: type,
                    protectedResourceArns: ["*"],
                    iamRoleArn: args.roleArn,
                    validationWindowHours: args.test.keepHours,
                },
                child,
            );
        }
        this.registerOutputs({});
    }
}
