import * as z from "zod";
import { checkCommon } from "../../common-checks";
import { completeCommon } from "../../common-defaults";
import { commonFields } from "../../common-fields";
import { activeDeadline, jobFields } from "../../job-fields";
import { kindSchema } from "../kind-schema";

/** The fields of a task. */
export const taskFields = {
    kind: z
        .literal("task")
        .describe("A Job: a pod that runs to its end, once for each change of it, before what needs it is rolled out."),
    ...commonFields,
    ...jobFields,
    activeDeadlineSeconds: activeDeadline(600),
};

/** A task with the defaults of single fields. */
export type TaskFields = z.output<z.ZodObject<typeof taskFields>>;

/** A task: its fields, the checks across them, and every default filled in. */
export const taskSchema = kindSchema(
    taskFields,
    ({ fields, report }) => checkCommon(fields, report),
    (fields: TaskFields) => ({ ...fields, ...completeCommon(fields) }),
);

/** A task with every default filled in. */
export type TaskSpec = z.output<typeof taskSchema>;
