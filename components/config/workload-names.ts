import { joinPath } from "./fault";
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

/** Checks that no two services, and no two credentials, are one and the same object in a namespace or resource in the program. */
export function checkNames(placements: readonly Placement[], reportTo: (section: SectionName) => Report): void {
    const owners = new Map<string, string>();
    for (const placement of placements) {
        const { section, application, namespace } = placement;
        for (const { kind, name, path } of namesOf(placement)) {
            const own = `${application}-${name}`;
            const claims = [
                {
                    key: `${kind} of the namespace ${namespace}: ${name}`,
                    allowed: `a name that no other ${kind} of the namespace ${namespace} has`,
                    next: `Rename the ${kind}, or use another namespace.`,
                },
                {
                    key: `${kind} ${own}`,
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

/** The names that a group of services gives to objects. */
function* namesOf({ path, services }: Placement) {
    for (const [service, { credentials }] of Object.entries(services)) {
        yield { kind: "service", name: service, path: [...path, service] };
        for (const credential of Object.keys(credentials)) {
            yield { kind: "credential", name: credential, path: [...path, service, "credentials", credential] };
        }
    }
}
