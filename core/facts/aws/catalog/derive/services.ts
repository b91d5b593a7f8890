import { version } from "@pulumi/aws/package.json";
import type { CatalogType, ServiceCatalog, Shapes } from "../shape";
import { override } from "./by-hand";
import { Declarations } from "./declarations";
import { agreed, merge } from "./merge";
import { type Models, rootsOf } from "./models";
import listed from "./types.json";

/** Derives the catalog of every service that types.json lists. */
export function derive(models: Models, day: string): ReadonlyMap<string, ServiceCatalog> {
    const declarations = new Declarations();
    const packages = Object.entries(models.versions).map(([name, version]) => `${name} ${version}`);
    const source = [`@pulumi/aws ${version}`, ...packages.sort()].join(", ");
    const services = new Map<string, { types: Record<string, CatalogType>; objects: Record<string, Shapes> }>();
    for (const [token, sources] of Object.entries(listed).sort()) {
        const roots = rootsOf(
            models,
            sources.split(" ").filter((name) => name !== ""),
        );
        const declared = declarations.read(token);
        const { type, objects } = override(token, merge(token, declared, roots, models));
        const service = token.split(/[:/]/)[1] ?? "";
        const catalog = services.get(service) ?? { types: {}, objects: {} };
        services.set(service, catalog);
        catalog.types[token] = type;
        for (const [name, plain] of Object.entries(declared.objects)) {
            const described = objects.get(name) ?? plain;
            const before = catalog.objects[name];
            catalog.objects[name] = before ? agreed(before, described) : described;
        }
    }
    return new Map([...services].map(([name, { types, objects }]) => [name, { source, derived: day, types, objects }]));
}
