import * as z from "zod";

const DAY = 'a day in quotes, for example "2027-01-31"';

/** A day as `YYYY-MM-DD`. */
export const day = z
    .string({ error: DAY })
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: DAY, abort: true })
    .refine((text) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true, { error: DAY })
    .meta({ title: "day in quotes", examples: ["2027-01-31"] });
