import * as pulumi from "@pulumi/pulumi";
import { joinPath } from "../../core/faults/fault";
import { allowedBy, toFaults } from "../schema/issues";
import type { ApplicationArgs } from "./application";
import type { ServiceSpec } from "./kinds";
import { applicationDescriptionSchema } from "./schema";
import { reasonOf, unmetNeeds } from "./unmet-needs";

/**
 * Checks an application's description, also against what the platform offers, and fills in its defaults.
 *
 * @throws pulumi.InputPropertiesError with every fault
 */
export function parseApplication(name: string, args: ApplicationArgs): Readonly<Record<string, ServiceSpec>> {
    const result = applicationDescriptionSchema.safeParse(args.description, { reportInput: true, error: allowedBy });
    const services = result.data?.services ?? {};
    const offer = { tiers: Object.keys(args.storageClasses), hasIngress: args.ingress !== undefined };
    const errors = [
        ...(result.error?.issues ?? [])
            .flatMap((issue) => toFaults("description", issue))
            .map(({ path, received, allowed, next }) => ({
                propertyPath: path,
                reason: `received ${received}; allowed: ${allowed}. ${next}`,
            })),
        ...Object.entries(services).flatMap(([service, spec]) =>
            unmetNeeds(spec, offer).map((need) => ({
                propertyPath: joinPath("description", ["services", service, ...need.path]),
                reason: reasonOf(need),
            })),
        ),
    ];
    if (errors.length === 0) {
        return services;
    }
    throw new pulumi.InputPropertiesError({ message: `The application ${name} cannot be made.`, errors });
}
