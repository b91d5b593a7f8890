import type * as pulumi from "@pulumi/pulumi";

/**
 * Gives every IAM role below a component the same permissions boundary, those of remote components among them. The pipeline's own
 * roles are left out: they make roles, which a boundary for workloads refuses, and cannot change themselves.
 *
 * @param permissionsBoundary ARN of a managed policy
 * @param pipeline name of the component with the pipeline's roles
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function withPermissionsBoundary(permissionsBoundary: string, pipeline: string): pulumi.ResourceTransform {
    return ({ type, name, props, opts }) =>
        type === "aws:iam/role:Role" && !name.startsWith(`${pipeline}-`)
            ? { props: { ...props, permissionsBoundary }, opts }
            : undefined;
}
