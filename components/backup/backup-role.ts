import { Role } from "@pulumi/aws/iam/role";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../../core/facts/aws/partition";
import { policyDocument } from "../aws/policy-document";

/** Arguments of a {@link BackupRole}. */
export interface BackupRoleArgs {
    /** AWS partition of the region. */
    readonly partition: string;
    /** What AWS Backup does with it. */
    readonly purpose: "backup" | "restore";
}

const TRUST = policyDocument([
    { Sid: "AwsBackup", Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" },
]);

/**
 * What AWS Backup may do, by AWS's own policies for it; those for S3 stand apart.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
 */
const POLICIES: Readonly<Record<BackupRoleArgs["purpose"], readonly string[]>> = {
    backup: ["service-role/AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup"],
    restore: ["service-role/AWSBackupServiceRolePolicyForRestores", "AWSBackupServiceRolePolicyForS3Restore"],
};

/** A role that AWS Backup, and nobody else, takes on. */
export class BackupRole extends pulumi.ComponentResource {
    /** The role's ARN, known once the role has all its policies. */
    readonly arn: pulumi.Output<string>;

    constructor(name: string, args: BackupRoleArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:backup:BackupRole", name, args, opts);
        const role = new Role(`${name}-role`, { assumeRolePolicy: TRUST }, { parent: this });
        const attachments = POLICIES[args.purpose].map(
            (path, index) =>
                new RolePolicyAttachment(
                    `${name}-policy-${index}`,
                    { role: role.name, policyArn: managedPolicyArn(args.partition, path) },
                    { parent: this },
                ),
        );
        const attached = pulumi.all(attachments.map(({ id }) => id));
        this.arn = pulumi.all([role.arn, attached]).apply(([arn]) => arn);
        this.registerOutputs({ arn: this.arn });
    }
}
