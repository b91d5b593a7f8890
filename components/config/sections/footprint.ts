import * as z from "zod";
import { defineSection } from "../section";

/** The section `footprint`. */
export const footprintSection = defineSection({
    name: "footprint",
    description:
        "How much add-ons take where their options do not say: `small` is enough to try things, `full` to lose a zone and go on.",
    schema: z.enum(["small", "full"]).default("full"),
});
