import * as z from "zod";
import { defineSection } from "../section";

const helmSchema = z.strictObject({
    mirror: z
        .string()
        .regex(/^(https:\/\/|oci:\/\/|\.{0,2}\/)\S+$/, {
            error: "an https:// chart repository, an oci:// registry, or a folder that starts with ./, ../ or /",
        })
        .optional()
        .describe(
            "One place for all charts instead of their public repositories: a chart repository (`https://...`), a registry (`oci://...`), or a folder of `<name>-<version>.tgz` files (`./charts`). Default: each chart's own repository.",
        ),
    timeoutSeconds: z
        .int()
        .min(30)
        .max(3600)
        .default(600)
        .describe("Seconds that a release may take before it is rolled back."),
});

/** The helm section with its defaults. */
export type HelmConfig = z.output<typeof helmSchema>;

/** The section `helm`. */
export const helmSection = defineSection({
    name: "helm",
    description: "Where charts come from and how releases are made.",
    schema: helmSchema.prefault({}),
});
