import * as z from "zod";

/** Section `helm`: where charts come from and how releases are made. */
export const helmSchema = z.strictObject({
    /**
     * One place for all charts instead of their public repositories: a chart repository (`https://...`), a registry (`oci://...`),
     * or a folder of `<name>-<version>.tgz` files (`./charts`). Default: each chart's own repository.
     */
    mirror: z
        .string()
        .regex(/^(https:\/\/|oci:\/\/|\.{0,2}\/)\S+$/, {
            error: "an https:// chart repository, an oci:// registry, or a folder that starts with ./, ../ or /",
        })
        .optional(),
    /** Seconds that a release may take before it is rolled back. */
    timeoutSeconds: z.int().min(30).max(3600).default(600),
});

/** The helm section with its defaults. */
export type HelmConfig = z.output<typeof helmSchema>;
