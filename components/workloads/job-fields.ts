import * as z from "zod";

/** A week, in seconds: more than this no one waits for. */
export const MOST_SECONDS = 7 * 24 * 3600;

/** The fields of kinds whose pods end. */
export const jobFields = {
    restartPolicy: z
        .enum(["Never", "OnFailure"])
        .default("Never")
        .describe(
            "How a failed container is tried again: `Never` by a new pod, so that the logs of each try stay, `OnFailure` in the same pod.",
        ),
    backoffLimit: z
        .int()
        .min(0)
        .max(100)
        .default(2)
        .describe("Tries after the first one, each later than the one before. 0 for work that must not run twice."),
};

/** The fields of kinds whose pods end, with their defaults. */
export type JobFields = z.output<z.ZodObject<typeof jobFields>>;

/** How long a run may take. */
export function activeDeadline(seconds: number) {
    return z
        .int()
        .min(1)
        .max(MOST_SECONDS)
        .default(seconds)
        .describe("Seconds that a run may take with all its tries; then it is stopped and has failed.");
}
