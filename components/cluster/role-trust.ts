import { partitionOf } from "../../core/facts/aws/partition";
import type { PolicyStatement } from "../aws/policy-document";
import type { EksClusterConfig } from "../config/sections/cluster";

type Trust = NonNullable<EksClusterConfig["access"][string]["trust"]>;

/** Identity Center ends the names of its roles so: 16 characters that it draws. */
const SUFFIX = "?".repeat(16);

/**
 * Who may assume a role. Each way names exactly whom it lets in; only the characters that Identity Center draws for a permission set's role are
 * left open, in a path that nobody else can make roles in.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function roleTrust(region: string, { principals, permissionSets, gitlab }: Trust): PolicyStatement[] {
    const partition = partitionOf(region);
    const byName: PolicyStatement = {
        Sid: "Principals",
        Effect: "Allow",
        Principal: { AWS: principals },
        Action: "sts:AssumeRole",
    };
    return [
        ...(principals.length > 0 ? [byName] : []),
        ...permissionSets.map(({ account, name }, index): PolicyStatement => {
            const path = `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com`;
            const role = `AWSReservedSSO_${name}_${SUFFIX}`;
            return {
                Sid: `PermissionSet${index}`,
                Effect: "Allow",
                Principal: { AWS: `arn:${partition}:iam::${account}:root` },
                Action: "sts:AssumeRole",
                // With and without the region of the Identity Center.
                Condition: { ArnLike: { "aws:PrincipalArn": [`${path}/${role}`, `${path}/*/${role}`] } },
            };
        }),
        ...(gitlab ? [gitlabTrust(gitlab)] : []),
    ];
}

/** @see https://docs.gitlab.com/ci/cloud_services/aws/ */
function gitlabTrust({ provider, project, branch, audience }: NonNullable<Trust["gitlab"]>): PolicyStatement {
    const issuer = provider.split(":oidc-provider/")[1] ?? "";
    return {
        Sid: "GitLab",
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
            StringEquals: {
                [`${issuer}:aud`]: audience,
                [`${issuer}:sub`]: `project_path:${project}:ref_type:branch:ref:${branch}`,
            },
        },
    };
}
