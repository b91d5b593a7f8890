import { isLiteral } from "./patterns";

/**
 * The beginnings of subjects, as the issuers of pipelines write them, up to where one workload is named in full: a repository,
 * a project or a workspace. What follows may be a pattern. Every other subject has to be compared as a whole.
 */
const WORKLOADS: readonly RegExp[] = [
    // GitHub: repo:OWNER/REPOSITORY, also with ids that never change, and what an organisation may put there instead.
    /^repo:[^/*?]+\/[^:*?]+(?::|$)/,
    /^repo:[^/*?@]+@[^/@]*\/[^/*?@]+@/,
    /^(?:repository_owner(?:_id)?:[^:*?]+:)?repository:[^/*?]+\/[^:*?]+(?::|$)/,
    /^(?:repository_owner(?:_id)?:[^:*?]+:)?repository_id:\d+(?::|$)/,
    // GitLab
    /^project_path:[^:*?]+\/[^/:*?]+(?::|$)/,
    /^project_id:\d+(?::|$)/,
    // HCP Terraform, whose workspaces have one name in an organisation; Scalr
    /^organization:[^:*?]+:project:[^:]*:workspace:[^:*?]+(?::|$)/,
    /^account:[^:*?]+:environment:[^:]*:workspace:[^:*?]+(?::|$)/,
    // Buildkite, Codefresh
    /^organization:[^:*?]+:pipeline:[^:*?]+(?::|$)/,
    /^account:[^:*?]+:pipeline:[^:*?]+(?::|$)/,
    // CircleCI
    /^org\/[^/*?]+\/project\/[^/*?]+\//,
    // Bitbucket: the repository's id
    /^\{[0-9a-f-]{36}\}/i,
    // Pulumi, Spacelift, Vercel, Semaphore
    /^pulumi:deploy:org:[^:*?]+:project:[^:*?]+(?::|$)/,
    /^pulumi:environments:org:[^:*?]+:env:[^:*?]+(?::|$)/,
    /^space:[^:*?]+:(?:stack|module):[^:*?]+(?::|$)/,
    /^owner:[^:*?]+:project:[^:*?]+(?::|$)/,
    /^org:[^:*?]+:project:[^:*?]+(?::|$)/,
];

/** True for a subject, or a pattern of subjects, that is one workload's. */
export function isOneWorkload(subject: string): boolean {
    return isLiteral(subject) || (!subject.includes("${") && WORKLOADS.some((pattern) => pattern.test(subject)));
}
