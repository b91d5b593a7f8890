import type * as z from "zod";
import { type Report, reportTo } from "../schema/report";
import { SecretText } from "../schema/secret-text";
import { validFields } from "../schema/valid-fields";
import { definitionOf, type ServiceSpec } from "./kinds";
import { checkStarts } from "./start-checks";

/** Checks between the services of one application: each name that one of them mentions must be there. */
export function checkApplication(
    value: Readonly<Record<string, ServiceSpec>>,
    context: z.core.$RefinementCtx<Record<string, ServiceSpec>>,
): void {
    if (typeof value !== "object" || value === null) {
        return;
    }
    const issues = [...context.issues];
    const services = new Map(
        Object.entries(value).map(([name, service]) => [name, validFields<ServiceSpec>(service, issues, [name])]),
    );
    const report = reportTo(context);
    checkConnections(services, report);
    checkStarts(services, report);
    // What a faulty declaration would have declared is unknown, and so is who refers to it rightly.
    if (issues.every(({ path = [] }) => path[1] !== "credentials")) {
        checkCredentials(services, report);
    }
}

type Services = ReadonlyMap<string, Partial<ServiceSpec>>;

function checkConnections(services: Services, report: Report): void {
    for (const [name, { connectsTo = [] }] of services) {
        connectsTo.forEach((target, index) => {
            const path = [name, "connectsTo", index];
            if (!services.has(target)) {
                report(
                    path,
                    target,
                    `a service of the same application: ${[...services.keys()].join(", ")}`,
                    "Name one of them, or add the service.",
                );
            } else if (connectsTo.indexOf(target) !== index) {
                report(path, target, "each service once", "Remove the second mention.");
            } else if (!listens(services.get(target))) {
                report(
                    path,
                    target,
                    `a service that listens; ${target} is one of kind ${services.get(target)?.kind}, which has no port`,
                    "Remove this key: such a service connects to others, and nobody to it.",
                );
            } else if (services.get(target)?.ports?.length === 0) {
                report(path, target, "a service with a port", `Add port to ${target}.`);
            }
        });
    }
}

/** Whether a service's kind has ports; one whose kind is not known may have them. */
function listens(service: Partial<ServiceSpec> | undefined): boolean {
    return service?.kind === undefined || definitionOf(service.kind).fields.includes("ports");
}

function checkCredentials(services: Services, report: Report): void {
    const owners = new Map<string, string>();
    const keys = new Map<string, string[]>();
    for (const [name, { credentials = {} }] of services) {
        for (const [credential, { username, values }] of Object.entries(credentials)) {
            const owner = owners.get(credential);
            if (owner !== undefined) {
                report(
                    [name, "credentials", credential],
                    credential,
                    `a name that ${owner} does not use for a credential`,
                    "Rename one of the two.",
                );
                continue;
            }
            owners.set(credential, name);
            keys.set(credential, [...(username === undefined ? [] : ["username"]), "password", ...Object.keys(values)]);
        }
    }
    for (const [name, { env = {}, secretFiles = {} }] of services) {
        for (const [field, entries] of Object.entries({ env, secretFiles })) {
            for (const [target, reference] of Object.entries(entries)) {
                if (typeof reference === "string" || reference instanceof SecretText) {
                    continue;
                }
                const known = keys.get(reference.credential);
                const path = [name, field, target];
                if (!known) {
                    const names = [...keys.keys()].join(", ") || "none is declared";
                    report(
                        [...path, "credential"],
                        reference.credential,
                        `a credential of the same application: ${names}`,
                        "Declare it under credentials of the service that owns it.",
                    );
                } else if (!known.includes(reference.key)) {
                    report(
                        [...path, "key"],
                        reference.key,
                        known.join(" or "),
                        `Use one of these keys of ${reference.credential}.`,
                    );
                }
            }
        }
    }
}
