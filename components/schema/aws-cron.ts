import * as z from "zod";

/** When AWS's schedulers run something: six fields, of which one of the two days is `?`. */
export const awsCron = z
    .string()
    .refine(isAwsCron, {
        error: "cron(minute hour day-of-month month day-of-week year) with ? in one of the two days, for example cron(0 3 * * ? *)",
    })
    .meta({ title: "AWS schedule" });

function isAwsCron(text: string): boolean {
    const fields = /^cron\(([^()]+)\)$/.exec(text)?.[1]?.split(" ") ?? [];
    const areWritten = fields.every((field) => /^[\dA-Z*?,/#L-]+$/.test(field));
    return fields.length === 6 && areWritten && [fields[2], fields[4]].filter((day) => day === "?").length === 1;
}
