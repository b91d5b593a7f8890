import { definitionOf, type ServiceSpec } from "./kinds";

type Services = Readonly<Record<string, ServiceSpec>>;

/**
 * The services after which one starts, and before which it is gone: of those that it connects to the ones that its kind
 * waits for, each once.
 */
export function startsAfter(name: string, services: Services): [string, ServiceSpec][] {
    const service = services[name];
    if (!service) return [];
    const { startsAfter: which } = definitionOf(service.kind);
    const known = (names: readonly string[]) =>
        names.flatMap((other): [string, ServiceSpec][] => {
            const spec = services[other];
            return spec && other !== name ? [[other, spec]] : [];
        });
    return known(service.connectsTo).filter(([, { kind }]) => {
        return which === "all" || (which === "those that keep data" && definitionOf(kind).keepsData);
    });
}
