import { findCircle } from "../../core/circle";
import { definitionOf, type ServiceSpec } from "./kinds";

/** What says after which others a service starts. */
export type Starting = Pick<ServiceSpec, "kind" | "connectsTo" | "needs">;

/**
 * The services after which one starts, and before which it is gone: those that it needs, and of those that it connects to the
 * ones that its kind waits for, each once. Names of services that are not there are left out.
 */
export function startsAfter(name: string, services: ReadonlyMap<string, Starting>): readonly string[] {
    const service = services.get(name);
    if (!service) {
        return [];
    }
    const { startsAfter: which } = definitionOf(service.kind);
    const waitsFor = (other: string) => {
        const kind = services.get(other)?.kind;
        return which === "all" || (which === "those that keep data" && kind && definitionOf(kind).keepsData);
    };
    const names = [...(service.needs ?? []), ...service.connectsTo.filter(waitsFor)];
    return [...new Set(names)].filter((other) => other !== name && services.has(other));
}

/** Services each of which starts after the next, and the last after the first; undefined where there is no such circle. */
export function circleOf(services: ReadonlyMap<string, Starting>): readonly string[] | undefined {
    return findCircle(services.keys(), (name) => startsAfter(name, services));
}
