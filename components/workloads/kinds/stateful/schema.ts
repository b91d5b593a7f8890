import * as z from "zod";
import { commonFields } from "../../common-fields";
import { storage } from "../../service-parts";
import { servingFields } from "../../serving-fields";
import { kindSchema } from "../kind-schema";
import { checkStateful } from "./checks";
import { completeStateful } from "./defaults";

/** The fields of a stateful service. */
export const statefulFields = {
    kind: z
        .literal("stateful")
        .describe("A StatefulSet: pods with names of their own, each of which can have a volume."),
    ...commonFields,
    ...servingFields,
    storage: storage.optional().describe("A volume for each replica. Default: no volume."),
};

/** A stateful service with the defaults of single fields. */
export type StatefulFields = z.output<z.ZodObject<typeof statefulFields>>;

/** A stateful service: its fields, the checks across them, and every default filled in. */
export const statefulSchema = kindSchema(statefulFields, checkStateful, completeStateful);

/** A stateful service with every default filled in. */
export type StatefulSpec = z.output<typeof statefulSchema>;
