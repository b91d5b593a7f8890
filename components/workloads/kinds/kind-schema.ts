import * as z from "zod";
import { reportTo } from "../../schema/report";
import { validFields } from "../../schema/valid-fields";
import type { FieldChecks } from "./definition";

/** The schema of a kind from its fields, the checks across them, and what fills in the defaults that depend on others. */
export function kindSchema<Shape extends z.ZodRawShape, Spec>(
    shape: Shape,
    check: (checks: FieldChecks<z.output<z.ZodObject<Shape>>>) => void,
    complete: (fields: z.output<z.ZodObject<Shape, z.core.$strict>>) => Spec,
) {
    return z
        .strictObject(shape)
        .superRefine(
            (value, context) => {
                check({
                    fields: validFields(value, context.issues),
                    report: reportTo(context),
                    isSound: (field) => context.issues.every(({ path = [] }) => path[0] !== field),
                });
            },
            { when: () => true },
        )
        .transform(complete);
}
