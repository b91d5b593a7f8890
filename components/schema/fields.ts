import * as z from "zod";
import { inputAt } from "../../core/facts/aws/catalog";
import { DNS_LABEL_CHARACTERS, DNS_SUBDOMAIN, HOST_NAME } from "../../core/facts/kubernetes/dns-names";
import { isPinned } from "../../core/facts/kubernetes/image";
import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import { canonicalIpv4 } from "../../core/facts/network/ipv4";

// The message of each check is what is allowed at its place: fault reports print it beside the value received.

/** A name that Kubernetes accepts everywhere: an RFC 1123 label. */
export const dnsLabel = z
    .string()
    .max(63)
    .regex(DNS_LABEL_CHARACTERS, {
        error: "lower-case letters, digits and hyphens, with a letter or digit at both ends (RFC 1123)",
    })
    .meta({ title: "DNS label" });

/** A name that Kubernetes accepts for most objects: an RFC 1123 subdomain. */
export const subdomain = z
    .string()
    .max(253)
    .regex(DNS_SUBDOMAIN, {
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
        if (canonical === value) {
            return;
        }
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
export const logRetentionDays = z.literal(retentionDays());

/** A whole number of pod replicas. */
export const replicas = z.int().min(1).max(50);

/** A host name without wildcard. */
export const hostName = z
    .string()
    .max(253)
    .regex(HOST_NAME, {
        error: "a host name without wildcard, for example shop.example.com",
    })
    .meta({ title: "host name" });

/** Who can reach a load balancer of AWS: only the VPC and what is connected to it, or the internet. */
export const loadBalancerScheme = z.enum(["internal", "internet-facing"]);

/** An image that is pinned by tag or digest. */
export const imageReference = z
    .string()
    .refine(isPinned, {
        error: "an image with a tag that stays, unlike latest or stable, or with a digest: registry/name:1.2.3 or registry/name@sha256:...",
        params: {
            next: "Write the version that you tested; a colon before the last slash is the registry's port, not a tag.",
        },
    })
    .meta({ title: "image reference" });

/** A port's number. */
export const portNumber = z.int().min(1).max(65535);

/** A port's name, by which probes and exposure refer to it. */
export const portName = z
    .string()
    .regex(/^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/, {
        error: "up to 15 lower-case letters, digits and single hyphens with at least one letter (IANA service name)",
    })
    .meta({ title: "port name" });

/** The name of an environment variable. */
export const variableName = z.string().regex(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/, {
    error: "letters, digits, '_', '-' and '.', not starting with a digit",
});

/** A key of a Secret. */
export const secretKey = z
    .string()
    .regex(/^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/, {
        error: "letters, digits, '-', '_' and '.'",
    })
    .meta({ title: "key of a Secret" });

/** An absolute path inside the container, without `..`. */
export const containerPath = z
    .string()
    .regex(/^(\/(?!\.{1,2}(\/|$))[^/:]+)+$/, {
        error: "an absolute path without '..', ':' or a slash at its end, for example /var/cache/app",
    })
    .meta({ title: "absolute path" });

/** A Kubernetes quantity greater than zero; numbers are accepted as YAML writes them. */
function quantityOf(check: (value: number) => boolean, error: string) {
    return z
        .union([z.string(), z.number()], { error })
        .transform(String)
        .refine((text) => check(parseQuantity(text) ?? 0), { error });
}

/** Processor time in cores. */
export const cpuQuantity = quantityOf(
    (cores) => cores >= 0.001,
    "a CPU quantity of at least 1m, for example 250m or 1.5",
).meta({ title: "CPU quantity", examples: ["250m"] });

/** Memory or storage in bytes. One mebibyte is the least: `128m` is an eighth of a byte, never meant. */
export const byteQuantity = quantityOf(
    (bytes) => bytes >= 2 ** 20,
    "a size of at least 1Mi, for example 128Mi or 1Gi",
).meta({ title: "byte quantity", examples: ["512Mi"] });

/** The value of a plain environment variable; numbers and booleans become text. */
export const plainValue = z
    .union([z.string(), z.number(), z.boolean()], { error: "text, a number, true or false" })
    .transform(String);

/** The numbers of days that CloudWatch takes; for ever, which is 0 in the provider, is none of them. */
function retentionDays(): readonly number[] {
    const { enum: days = [] } = inputAt("aws:cloudwatch/logGroup:LogGroup", "retentionInDays");
    return days.filter((day) => typeof day === "number").filter((day) => day > 0);
}
