import * as z from "zod";
import { checkApplication } from "./application-checks";
import { serviceSchema } from "./kinds";
import { serviceName } from "./service-name";

/** The services of one application, by name. */
export const servicesMap = z
    .record(serviceName.meta({ placeholder: "service" }), serviceSchema)
    .superRefine(checkApplication, { when: () => true });

/** An application: services that know one another by name and share a namespace. */
export const applicationDescriptionSchema = z.strictObject({
    services: servicesMap.describe(
        "Services by name. A name is also the host name by which the others reach the service.",
    ),
});

/** An application as a person writes it. */
export type ApplicationDescription = z.input<typeof applicationDescriptionSchema>;
