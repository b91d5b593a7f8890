import { joinPath } from "../../core/faults/fault";
import { imagePullSecret } from "../namespaces/image-pull-secret";
import type { Report } from "../schema/report";
import { ownSecretName, ownSecrets } from "../workloads/configuration";
import { CONFIG_NAMESPACE } from "./raw-config";
import type { ParsedSections } from "./sections";

/** A group of services and where it stands in the configuration. */
export interface Placement {
    /** The section of the configuration that lists them. */
    readonly section: "applications" | "services";
    /** Where they stand in the section. */
    readonly path: readonly PropertyKey[];
    /** Name of the application that they make. */
    readonly application: string;
    /** Namespace that they run in. */
    readonly namespace: string;
    /** The services by name. */
    readonly services: ParsedSections["services"][string];
}

/**
 * Checks that no two services, and no two Secrets, are one and the same object in a namespace or resource in the program.
 *
 * @param others services whose names are taken already
 */
export function checkNames(
    placements: readonly Placement[],
    others: readonly Placement[],
    namespaces: ParsedSections["namespaces"],
    report: Report,
): void {
    const owners = namespaceSecrets(namespaces);
    for (const { key, place } of others.flatMap(claimsOf)) {
        if (!owners.has(key)) {
            owners.set(key, place);
        }
    }
    for (const { key, place, path, name, allowed, next } of placements.flatMap(claimsOf)) {
        const owner = owners.get(key);
        if (owner !== undefined) {
            report(path, name, `${allowed}; ${owner} has it`, next);
        } else {
            owners.set(key, place);
        }
    }
}

/** What must be the only one of its name: each object in its namespace, and each resource in the program. */
function claimsOf(placement: Placement) {
    const { section, application, namespace } = placement;
    return [...namesOf(placement)].flatMap(({ object, kind, name, path }) => {
        const own = `${application}-${name}`;
        const claim = { name, path, place: joinPath(`${CONFIG_NAMESPACE}:${section}`, path) };
        return [
            {
                ...claim,
                key: `${object} of the namespace ${namespace}: ${name}`,
                allowed: `a name that no other ${kind} of the namespace ${namespace} has`,
                next: `Rename the ${kind}, or use another namespace.`,
            },
            {
                ...claim,
                key: `${object} ${own}`,
                allowed: `a name that does not make ${own} together with its application's`,
                next: `Rename the ${kind} or its application.`,
            },
        ];
    });
}

/** The Secrets that the section `namespaces` makes, and where they stand. */
function namespaceSecrets(namespaces: ParsedSections["namespaces"]): Map<string, string> {
    return new Map(
        Object.entries(namespaces).flatMap(([namespace, settings]) => {
            const at = (...path: string[]) => joinPath(`${CONFIG_NAMESPACE}:namespaces`, [namespace, ...path]);
            const pull = imagePullSecret(settings);
            return [
                ...Object.keys(settings.certificates).map((name) => [name, at("certificates", name)] as const),
                ...(pull === undefined ? [] : [[pull, at("registries")] as const]),
            ].map(([name, path]) => [`Secret of the namespace ${namespace}: ${name}`, path] as const);
        }),
    );
}

/** The names that a group of services gives to objects. */
function* namesOf({ path, services }: Placement) {
    for (const [service, { credentials, env, files }] of Object.entries(services)) {
        yield { object: "service", kind: "service", name: service, path: [...path, service] };
        if (Object.keys(ownSecrets({ env, files })).length > 0) {
            const name = ownSecretName(service);
            yield { object: "Secret", kind: "service", name, path: [...path, service] };
        }
        for (const credential of Object.keys(credentials)) {
            yield {
                object: "Secret",
                kind: "credential",
                name: credential,
                path: [...path, service, "credentials", credential],
            };
        }
    }
}
