/**
 * Whether whoever calls AWS is a principal. A session of a role is named by the role's name alone, without its path, which no other role of the
 * account has.
 *
 * @param callerArn as STS says it, such as `arn:aws:sts::111122223333:assumed-role/deployer/session`
 * @param principalArn of a role or user of IAM, such as `arn:aws:iam::111122223333:role/ci/deployer`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function isCaller(callerArn: string, principalArn: string): boolean {
    const [, , , , account, session = ""] = callerArn.split(":");
    const [, , service, , owner, principal = ""] = principalArn.split(":");
    const [, role] = /^assumed-role\/([^/]+)\//.exec(session) ?? [];
    if (role === undefined) {
        return callerArn === principalArn;
    }
    return service === "iam" && owner === account && /^role\/(?:.*\/)?([^/]+)$/.exec(principal)?.[1] === role;
}
