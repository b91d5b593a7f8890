/**
 * True for a security policy of a load balancer that refuses TLS before 1.2.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export function isModernTlsPolicy(policy: string): boolean {
    return MODERN_TLS_POLICY.test(policy);
}

export const MODERN_TLS_POLICY = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)/;
