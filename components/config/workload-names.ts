import { joinPath } from "../../core/faults/fault";
import { imagePullSecret } from "../namespaces/image-pull-secret";
import { ownSecretName, ownSecrets } from "../workloads/configuration";
import { CONFIG_NAMESPACE } from "./raw-config";
import type { Report } from "./report";
import type { SectionName, Sections } from "./sections";

/** A group of services and where it stands in the configuration. */
export interface Placement {
    readonly section: SectionName;
    readonly path: readonly PropertyKey[];
    readonly application: string;
    readonly namespace: string;
    readonly services: Sections["services"][string];
}

/** Checks that no two services, and no two Secrets, are one and the same object in a namespace or resource in the program. */
export function checkNames(
    placements: readonly Placement[],
    namespaces: Sections["namespaces"],
    reportTo: (section: SectionName) => Report,
): void {
    const owners = namespaceSecrets(namespaces);
    for (const placement of placements) {
        const { section, application, namespace } = placement;
        for (const { object, kind, name, path } of namesOf(placement)) {
            const own = `${application}-${name}`;
            const claims = [
                {
                    key: `${object} of the namespace ${namespace}: ${name}`,
                    allowed: `a name that no other ${kind} of the namespace ${namespace} has`,
                    next: `Rename the ${kind}, or use another namespace.`,
                },
                {
                    key: `${object} ${own}`,
                    allowed: `a name that does not make ${own} together with its application's`,
                    next: `Rename the ${kind} or its application.`,
                },
            ];
            for (const { key, allowed, next } of claims) {
                const owner = owners.get(key);
                if (owner !== undefined) reportTo(section)(path, name, `${allowed}; ${owner} has it`, next);
                else owners.set(key, joinPath(`${CONFIG_NAMESPACE}:${section}`, path));
            }
        }
    }
}

/** The Secrets that the section `namespaces` makes, and where they stand. */
function namespaceSecrets(namespaces: Sections["namespaces"]): Map<string, string> {
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
