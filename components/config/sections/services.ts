import * as z from "zod";
import type { Report } from "../../schema/report";
import { servicesMap } from "../../workloads/schema";
import { namespaceName } from "../namespace-name";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";
import { checkPlacements, placementsIn } from "../workloads";

const servicesSchema = z.record(
    namespaceName.meta({ placeholder: "namespace" }),
    servicesMap.describe("The services of one namespace; a service's name is its host name there."),
);

/** The section `services`. */
export const servicesSection = defineSection({
    name: "services",
    description: "A team's own services, by namespace and name. The services of one namespace are one application.",
    schema: servicesSchema.prefault({}),
    check: checkServices,
});

function checkServices(services: z.output<typeof servicesSchema>, context: SectionContext, report: Report): string[] {
    const applications = placementsIn("applications", context);
    checkPlacements(placementsIn("services", context), applications, context, report);
    const names = Object.keys(context.parsed("applications") ?? {});
    for (const name of Object.keys(services).filter((name) => names.includes(name))) {
        report([name], name, "a namespace that is not the name of an application", "Rename the application.");
    }
    return [];
}
