import type { Resource } from "./resource";
import type { Value } from "./value";

/** Where resources keep identity policies: what a principal may do. */
const IDENTITY: Readonly<Record<string, string>> = {
    "aws:iam/policy:Policy": "policy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
    "aws:iam/groupPolicy:GroupPolicy": "policy",
    "aws:iam/role:Role": "inlinePolicies[*].policy",
};

/** Where resources keep their own policy: who may use them. */
const RESOURCE: Readonly<Record<string, string>> = {
    "aws:kms/key:Key": "policy",
    "aws:kms/replicaKey:ReplicaKey": "policy",
    "aws:kms/keyPolicy:KeyPolicy": "policy",
    "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
    "aws:ecr/registryPolicy:RegistryPolicy": "policy",
    "aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
    "aws:sqs/queue:Queue": "policy",
    "aws:sqs/queuePolicy:QueuePolicy": "policy",
    "aws:sns/topicPolicy:TopicPolicy": "policy",
    "aws:s3/bucketPolicy:BucketPolicy": "policy",
    "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
};

/** Pulumi types with an identity policy. */
export const IDENTITY_POLICY_TYPES = Object.keys(IDENTITY);
/** Pulumi types with a policy of their own. */
export const RESOURCE_POLICY_TYPES = Object.keys(RESOURCE);

/** The policy documents of a resource of {@link IDENTITY_POLICY_TYPES} or {@link RESOURCE_POLICY_TYPES}. */
export function policyDocuments({ type, props }: Resource): readonly Value[] {
    const path = IDENTITY[type] ?? RESOURCE[type];
    if (path === undefined) {
        return [];
    }
    const [list, field] = path.split("[*].");
    return field === undefined || list === undefined
        ? [props.key(path)]
        : props.key(list).items.map((item) => item.key(field));
}
