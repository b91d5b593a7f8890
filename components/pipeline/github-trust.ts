import type { PolicyStatement } from "../aws/policy-document";

/** Host of GitHub's issuer of tokens, without its scheme, as the conditions of a trust policy name it. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** Whom tokens for AWS are made out to. */
export const AUDIENCE = "sts.amazonaws.com";

/** One repository of GitHub, by its names, which may change hands, and by its numbers, which never do. */
export interface Repository {
    /** Login of the user or organisation. */
    readonly owner: string;
    /** Name without the owner. */
    readonly repository: string;
    /** The owner's number. */
    readonly ownerId: string;
    /** The repository's number. */
    readonly repositoryId: string;
}

/**
 * What lets a repository's workflows on one branch, or in one environment, assume a role: both forms of the token's subject, the one
 * with numbers that repositories made, renamed or transferred since 2026-07-15 have, and the one without. Names alone would let in
 * whoever takes an owner's old name, so that the numbers are compared besides.
 *
 * @param providerArn ARN of the account's identity provider for GitHub
 * @param claim what follows the repository in the subject, such as `ref:refs/heads/main` or `environment:prod`
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export function githubTrust(
    providerArn: string,
    { owner, repository, ownerId, repositoryId }: Repository,
    claim: string,
): PolicyStatement {
    return {
        Sid: "GitHubActions",
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
            StringEquals: {
                [`${GITHUB_ISSUER}:aud`]: AUDIENCE,
                [`${GITHUB_ISSUER}:sub`]: [
                    `repo:${owner}/${repository}:${claim}`,
                    `repo:${owner}@${ownerId}/${repository}@${repositoryId}:${claim}`,
                ],
                [`${GITHUB_ISSUER}:repository_id`]: repositoryId,
                [`${GITHUB_ISSUER}:repository_owner_id`]: ownerId,
            },
        },
    };
}
