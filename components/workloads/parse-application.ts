import * as pulumi from "@pulumi/pulumi";
import { type Fault, joinPath, show } from "../../core/faults/fault";
import { ownValue } from "../../core/own-value";
import { allowedBy, toFaults } from "../schema/issues";
import type { ApplicationArgs } from "./application";
import type { ServiceSpec } from "./kinds";
import { applicationDescriptionSchema } from "./schema";

/**
 * Checks an application's description, also against what the platform offers, and fills in its defaults.
 *
 * @throws pulumi.InputPropertiesError with every fault
 */
export function parseApplication(name: string, args: ApplicationArgs): Readonly<Record<string, ServiceSpec>> {
    const result = applicationDescriptionSchema.safeParse(args.description, { reportInput: true, error: allowedBy });
    const services = result.data?.services ?? {};
    const faults = [
        ...(result.error?.issues ?? []).flatMap((issue) => toFaults("description", issue)),
        ...Object.entries(services).flatMap(([service, spec]) => platformFaults(service, spec, args)),
    ];
    if (faults.length === 0) {
        return services;
    }
    throw new pulumi.InputPropertiesError({
        message: `The application ${name} cannot be made.`,
        errors: faults.map(({ path, received, allowed, next }) => ({
            propertyPath: path,
            reason: `received ${received}; allowed: ${allowed}. ${next}`,
        })),
    });
}

function platformFaults(
    name: string,
    { storage, expose }: ServiceSpec,
    { storageClasses, ingress }: ApplicationArgs,
): Fault[] {
    const faults: Fault[] = [];
    if (storage && ownValue(storageClasses, storage.tier) === undefined) {
        faults.push({
            path: joinPath("description", ["services", name, "storage", "tier"]),
            received: show(storage.tier),
            allowed: Object.keys(storageClasses).join(" or ") || "nothing: the platform has no storage tier",
            next: "Name one of these tiers, or add it to the platform's storage.",
        });
    }
    if (expose && !ingress) {
        faults.push({
            path: joinPath("description", ["services", name, "expose"]),
            received: show(expose),
            allowed: "nothing: the platform has no ingress",
            next: "Enable the ingress, or remove this key.",
        });
    }
    return faults;
}
