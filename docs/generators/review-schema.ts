import * as z from "zod";
import { reviewSchema } from "../../review/model/review";

/** The JSON Schema of what the commands print with `--json`. */
export function reviewJsonSchema(): string {
    const { $schema, ...schema } = z.toJSONSchema(reviewSchema, { target: "draft-7", io: "input" });
    const named = { $schema, $comment: "Generated from review/model by npm run docs.", title: "Review", ...schema };
    return `${JSON.stringify(named, undefined, 1)}\n`;
}
