import * as z from "zod";
import { canonicalIpv4 } from "../../core/facts/network/ipv4";

/** A name that Kubernetes accepts everywhere: an RFC 1123 label. */
export const dnsLabel = z
    .string()
    .max(63)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, {
        error: "lower-case letters, digits and hyphens, with a letter or digit at both ends (RFC 1123)",
    })
    .meta({ title: "DNS label" });

/** A name that Kubernetes accepts for most objects: an RFC 1123 subdomain. */
export const subdomain = z
    .string()
    .max(253)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, {
        error: "lower-case letters, digits, hyphens and dots, with a letter or digit at both ends (RFC 1123)",
    })
    .meta({ title: "DNS subdomain" });

/** The name of an availability zone. Which of them there are depends on the region. */
export const zoneName = z.string().meta({ title: "availability zone" });

/** An IPv4 block in canonical form, such as `10.20.0.0/16`. */
export const ipv4Cidr = z
    .string()
    .superRefine((value, context) => {
        const canonical = canonicalIpv4(value);
        if (canonical === value) return;
        context.addIssue({
            code: "custom",
            // Later checks compute with the block, so they must not see one that is wrong.
            continue: false,
            input: value,
            message: "an IPv4 CIDR whose host bits are zero, for example 10.20.0.0/16",
            params: { next: canonical ? `Write ${canonical}.` : "Write an address, a slash and a prefix length." },
        });
    })
    .meta({ title: "IPv4 CIDR" });

/** An IAM role or user that may be given access. Sessions, account roots and patterns are not principals of access entries. */
export const iamPrincipalArn = z
    .string()
    .regex(/^arn:aws(-[a-z]+)*:iam::\d{12}:(role|user)\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/, {
        error: "the ARN of one IAM role or user, for example arn:aws:iam::111122223333:role/developers",
    })
    .meta({ title: "IAM role or user ARN" });

/** How long CloudWatch keeps a log group's events, in days; the service accepts no other numbers. */
export const logRetentionDays = z.literal([
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

/** A whole number of pod replicas. */
export const replicas = z.int().min(1).max(50);
