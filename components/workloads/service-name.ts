import * as z from "zod";
import { NAMESPACE_POLICIES } from "../namespaces/network-edges";

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
