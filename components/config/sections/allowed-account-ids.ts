import * as z from "zod";
import { defineSection } from "../section";

const accountId = z
    .string({ error: 'a 12-digit account id in quotes, for example "111122223333"' })
    .regex(/^\d{12}$/, { error: 'a 12-digit account id in quotes, for example "111122223333"' })
    .meta({ title: "account id in quotes", examples: ["111122223333"] });

/** The section `allowedAccountIds`. */
export const allowedAccountIdsSection = defineSection({
    name: "allowedAccountIds",
    description:
        "AWS accounts that the stack may be created in; with other credentials it stops before anything is made. Default: any.",
    schema: z.array(accountId).default([]),
    appliesTo: ["eks"],
});
