import * as z from "zod";
import { DNS_LABEL } from "../../../core/facts/kubernetes/dns-names";
import { defineSection } from "../section";

const admissionSchema = z.strictObject({
    enabled: z
        .boolean()
        .optional()
        .describe(
            "Whether the API server itself refuses what breaks a mandatory rule of the policies, and warns of advice. Default: true; false on clusters of kind `existing`, whose other users nobody asked.",
        ),
    policyConfig: z
        .string()
        .min(1)
        .optional()
        .describe(
            "CrossGuard config that sets the levels and parameters, as for `--policy-config`; a relative path starts at the project. Default: `policies/presets/<stack>.json`, else the preset `prod`.",
        ),
    exemptNamespaces: z
        .array(z.string().regex(DNS_LABEL, { error: "the name of a namespace" }))
        .default([])
        .describe("Namespaces in which nothing is refused, besides those of the system."),
});

/** The section `admission`. */
export const admissionSection = defineSection({
    name: "admission",
    description: "The policies as the API server's own: what it refuses from anyone, `kubectl` too.",
    schema: admissionSchema.prefault({}),
    resolve: (settings, { kind }) => ({ ...settings, enabled: settings.enabled ?? kind !== "existing" }),
});
