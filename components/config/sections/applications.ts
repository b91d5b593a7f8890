import type { Report } from "../../schema/report";
import { applicationsSchema } from "../application-entries";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";
import { checkPlacements, placementsIn } from "../workloads";

/** The section `applications`. */
export const applicationsSection = defineSection({
    name: "applications",
    description:
        "The sample applications that a stack runs, by name. The name tells two of the same sample apart and labels their objects.",
    schema: applicationsSchema.prefault({}),
    check: checkApplications,
});

function checkApplications(_: unknown, context: SectionContext, report: Report): string[] {
    checkPlacements(placementsIn("applications", context), [], context, report);
    return [];
}
