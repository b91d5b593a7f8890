import * as z from "zod";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

/** The section `protect`. */
export const protectSection = defineSection({
    name: "protect",
    description:
        "Whether the cluster, its keys, its file systems, and the namespaces and volumes of its workloads are protected from deletion.",
    schema: z.boolean().default(false),
    resolve: (protect: boolean, context: SectionContext): boolean =>
        protect && context.resolved("teardown") === undefined,
});
