import * as z from "zod";
import { timeZone } from "../../../schema/time-zone";
import { checkCommon } from "../../common-checks";
import { completeCommon } from "../../common-defaults";
import { commonFields } from "../../common-fields";
import { activeDeadline, jobFields, MOST_SECONDS } from "../../job-fields";
import { kindSchema } from "../kind-schema";
import { schedule } from "./schedule";

const MOST_KEPT = 100;

/** The fields of a cron service. */
export const cronFields = {
    kind: z.literal("cron").describe("A CronJob: pods that run to their end at set times. Nobody connects to them."),
    ...commonFields,
    schedule: schedule.describe("When it runs."),
    timeZone: timeZone.default("Etc/UTC").describe("The zone whose time the schedule means."),
    concurrencyPolicy: z
        .enum(["Forbid", "Replace", "Allow"])
        .default("Forbid")
        .describe(
            "What happens when a run is due while the one before still runs: it is left out, takes the other's place, or runs beside it.",
        ),
    startingDeadlineSeconds: z
        .int()
        .min(10)
        .max(MOST_SECONDS)
        .default(300)
        .describe(
            "Seconds by which a run may start late; a later one is left out. Kubernetes looks every ten seconds, so less would leave out runs.",
        ),
    suspend: z.boolean().default(false).describe("Whether no run starts."),
    successfulJobsHistoryLimit: z
        .int()
        .min(0)
        .max(MOST_KEPT)
        .default(3)
        .describe("Runs that succeeded and are kept with their logs."),
    failedJobsHistoryLimit: z
        .int()
        .min(0)
        .max(MOST_KEPT)
        .default(1)
        .describe("Runs that failed and are kept with their logs."),
    ...jobFields,
    activeDeadlineSeconds: activeDeadline(3600),
    ttlSecondsAfterFinished: z
        .int()
        .min(0)
        .max(2147483647)
        .optional()
        .describe("Seconds after its end at which a run is removed with its logs. Default: as the two limits say."),
};

/** A cron service with the defaults of single fields. */
export type CronFields = z.output<z.ZodObject<typeof cronFields>>;

/** A cron service: its fields, the checks across them, and every default filled in. */
export const cronSchema = kindSchema(
    cronFields,
    ({ fields, report }) => checkCommon(fields, report),
    (fields: CronFields) => ({ ...fields, ...completeCommon(fields) }),
);

/** A cron service with every default filled in. */
export type CronSpec = z.output<typeof cronSchema>;
