import type { Account } from "../aws/account";
import type { PolicyStatement } from "../aws/policy-document";

/** What a key encrypts, which decides who may use it. */
export type KeyPurpose = "backups" | "cluster" | "logs" | "volumes";

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * The least that a key's users need. The account administers the key through IAM; AWS services use it only for this account.
 * In a key policy `Resource: "*"` means the key itself.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keyPolicy(purpose: KeyPurpose, account: Account): PolicyStatement[] {
    const administration: PolicyStatement = {
        Sid: "AccountAdministration",
        Effect: "Allow",
        Principal: { AWS: `arn:${account.partition}:iam::${account.id}:root` },
        Action: "kms:*",
        Resource: "*",
    };
    return [administration, ...USERS[purpose](account)];
}

const USERS: Readonly<Record<KeyPurpose, (account: Account) => PolicyStatement[]>> = {
    // AWS Backup works with whichever role a job has, and passes the key on to the service whose snapshots it copies here.
    backups: (account) => [throughServices("BackupsOfThisAccount", ["backup", "ec2", "elasticfilesystem"], account)],
    // EKS works with grants that the creator of the cluster makes, under the account's own statement.
    cluster: () => [],
    logs: ({ id, region, partition }) => [
        {
            Sid: "CloudWatchLogs",
            Effect: "Allow",
            Principal: { Service: `logs.${region}.amazonaws.com` },
            Action: USE,
            Resource: "*",
            Condition: {
                ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${id}:log-group:*` },
            },
        },
    ],
    volumes: (account) => {
        const { id, partition } = account;
        // Node groups launch instances through Auto Scaling, whose service-linked role must be able to open their volumes. AWS
        // makes that role with the account's first group, and KMS refuses to name principals that do not exist yet.
        const autoScaling = {
            StringEquals: { "kms:CallerAccount": id },
            ArnEquals: {
                "aws:PrincipalArn": `arn:${partition}:iam::${id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
            },
        };
        return [
            {
                Sid: "AutoScalingUse",
                Effect: "Allow",
                Principal: { AWS: "*" },
                Action: USE,
                Resource: "*",
                Condition: autoScaling,
            },
            {
                Sid: "AutoScalingGrants",
                Effect: "Allow",
                Principal: { AWS: "*" },
                Action: "kms:CreateGrant",
                Resource: "*",
                Condition: { ...autoScaling, Bool: { "kms:GrantIsForAWSResource": "true" } },
            },
            throughServices("VolumesOfThisAccount", ["ec2", "elasticfilesystem"], account),
        ];
    },
};

/** Whoever in the account calls one of these services, which pass the key on. */
function throughServices(sid: string, services: readonly string[], { id, region }: Account): PolicyStatement {
    return {
        Sid: sid,
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [...USE, "kms:CreateGrant"],
        Resource: "*",
        Condition: {
            StringEquals: {
                "kms:CallerAccount": id,
                "kms:ViaService": services.map((service) => `${service}.${region}.amazonaws.com`),
            },
        },
    };
}
