import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider";
import { Policy } from "@pulumi/aws/iam/policy";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../aws/account";
import { type PolicyStatement, policyDocument } from "../aws/policy-document";
import { deployPolicy } from "./deploy-policy";
import { AUDIENCE, GITHUB_ISSUER, githubTrust, type Repository } from "./github-trust";
import { previewPolicy } from "./preview-policy";
import { PIPELINE, type PipelineScope } from "./scope";
import { stateAccess } from "./state-access";

/** Arguments of a {@link PipelineAccess}. */
export interface PipelineAccessArgs {
    /** AWS region of the stack. */
    readonly region: string;
    /** The stack's name. */
    readonly stack: string;
    /** How the names begin that Pulumi gives to the stack's resources, such as `platform-`. */
    readonly prefix: string;
    /** The stack's backups, with the region of their copies. @default the stack has none */
    readonly backups?: { readonly copyRegion: string | undefined } | undefined;
    /** Name of the cluster in AWS. */
    readonly clusterName: string;
    /** Whose workflows are let in. */
    readonly github: Repository & {
        /** The branch whose workflows preview. */
        readonly branch: string;
        /** The environment whose jobs update. */
        readonly environment: string;
        /** ARN of the account's identity provider for GitHub. @default one is made */
        readonly provider?: string | undefined;
    };
    /** Where Pulumi's state is. @default not in a bucket */
    readonly state?: { readonly bucket: string; readonly keys: readonly string[] } | undefined;
    /** ARN of the policy that bounds every role of the stack. @default none does */
    readonly permissionsBoundary?: string | undefined;
}

/** An update waits for clusters, and prod's may take longer than the hour that a session lasts otherwise; in seconds. */
const DEPLOY_SESSION = 2 * 60 * 60;

/**
 * Two roles that GitHub's workflows get without a stored key: one that reads, for the workflows of a branch, and one that updates the
 * stack, for the jobs of an environment, which may have reviewers.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export class PipelineAccess extends pulumi.ComponentResource {
    /** ARN of the role that previews, known once it has its policies. */
    readonly previewRoleArn: pulumi.Output<string>;
    /** ARN of the role that updates, known once it has its policies. */
    readonly deployRoleArn: pulumi.Output<string>;

    constructor(name: string, args: PipelineAccessArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:pipeline:PipelineAccess", name, { stack: args.stack }, opts);
        const { github } = args;
        const provider = pulumi.output(
            github.provider ??
                new OpenIdConnectProvider(
                    `${name}-github`,
                    { url: `https://${GITHUB_ISSUER}`, clientIdLists: [AUDIENCE] },
                    { parent: this },
                ).arn,
        );
        const scope = accountOf(this, args.region).apply(
            (account): PipelineScope => ({
                ...account,
                stack: args.stack,
                prefix: args.prefix,
                regions: [args.region, ...(args.backups?.copyRegion === undefined ? [] : [args.backups.copyRegion])],
                hasBackups: args.backups !== undefined,
                clusterName: args.clusterName,
                stateBucket: args.state?.bucket,
                stateKeys: args.state?.keys ?? [],
                permissionsBoundary: args.permissionsBoundary,
            }),
        );
        const trust = (claim: string) => provider.apply((arn) => policyDocument([githubTrust(arn, github, claim)]));
        const role = (
            suffix: string,
            settings: { readonly assumeRolePolicy: pulumi.Output<string>; readonly maxSessionDuration?: number },
            [policy, statements]: readonly [string, (of: PipelineScope) => PolicyStatement[]],
        ) => {
            const made = new Role(`${name}-${suffix}`, settings, { parent: this });
            const { id } = new RolePolicy(
                `${name}-${suffix}-${policy}`,
                { role: made.name, policy: scope.apply((of) => policyDocument(statements(of))) },
                { parent: this },
            );
            return { made, arn: pulumi.all([made.arn, id]).apply(([arn]) => arn) };
        };

        const preview = role("preview", { assumeRolePolicy: trust(`ref:refs/heads/${github.branch}`) }, [
            "read",
            (of) => [...previewPolicy(of), ...stateAccess(of, "read")],
        ]);
        const deploy = role(
            "deploy",
            { assumeRolePolicy: trust(`environment:${github.environment}`), maxSessionDuration: DEPLOY_SESSION },
            ["write", (of) => [...deployPolicy(of), ...stateAccess(of, "write")]],
        );
        // A policy of its own: those in a role have 10240 characters together, which the other one needs.
        const reading = new Policy(
            `${name}-deploy-read`,
            { policy: scope.apply((of) => policyDocument(previewPolicy(of))) },
            { parent: this },
        );
        const attachment = new RolePolicyAttachment(
            `${name}-deploy-read`,
            { role: deploy.made.name, policyArn: reading.arn },
            { parent: this },
        );
        this.previewRoleArn = preview.arn;
        this.deployRoleArn = pulumi.all([deploy.arn, attachment.id]).apply(([arn]) => arn);
        this.registerOutputs({ previewRoleArn: this.previewRoleArn, deployRoleArn: this.deployRoleArn });
    }
}

/** The name of the component in a stack whose resources' names begin with a prefix: its roles are those that the deployer cannot change. */
export function pipelineName(prefix: string): string {
    return `${prefix}${PIPELINE}`;
}
