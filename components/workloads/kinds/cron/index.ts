import type { KindDefinition } from "../definition";
import { type CronSpec, cronFields, cronSchema } from "./schema";

/** What a cron service is. */
export const cron = {
    schema: cronSchema,
    fields: Object.keys(cronFields),
    componentType: "eks-platform:workloads:CronTask",
    keepsData: false,
    startsAfter: "those that keep data",
    ends: false,
    followsReplicas: false,
    // With concurrencyPolicy Allow more may run at once; how many nobody knows beforehand.
    pods: ({ suspend }) => (suspend ? { least: 0, most: 0, surge: 0 } : { least: 1, most: 1, surge: 0 }),
    summary: ({ schedule, timeZone, suspend }) => ({ schedule, timeZone, ...(suspend && { suspended: true }) }),
} satisfies KindDefinition<CronSpec>;
