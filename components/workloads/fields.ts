import * as z from "zod";
import { DNS_LABEL } from "../../core/facts/kubernetes/dns-label";
import { isPinned } from "../../core/facts/kubernetes/image";
import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import { NAMESPACE_POLICIES } from "../namespaces/network-edges";

// The message of each check is what is allowed at its place: fault reports print it beside the value received.

/** Objects that every namespace has: its NetworkPolicies and its ServiceAccount. A service names its own after itself. */
const NAMESPACE_OBJECTS = ["default", ...Object.keys(NAMESPACE_POLICIES)];

/** The name of a service; short enough for the pods, volumes and revisions that Kubernetes names after it. */
export const serviceName = z
    .string()
    .regex(/^(?!.*-headless$)[a-z]([-a-z0-9]{0,48}[a-z0-9])?$/, {
        error: "up to 50 lower-case letters, digits and hyphens, from a letter to a letter or digit, not ending in -headless",
    })
    .refine((name) => !NAMESPACE_OBJECTS.includes(name), {
        error: `a name other than ${NAMESPACE_OBJECTS.join(", ")}: every namespace has objects of these names`,
    })
    .meta({ title: "service name" });

/** The name of a Secret or of a key's owner: an RFC 1123 label. */
export const objectName = z
    .string()
    .regex(DNS_LABEL, {
        error: "up to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends (RFC 1123)",
    })
    .meta({ title: "DNS label" });

/** A host name without wildcard. */
export const hostName = z
    .string()
    .max(253)
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/, {
        error: "a host name without wildcard, for example shop.example.com",
    })
    .meta({ title: "host name" });

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
