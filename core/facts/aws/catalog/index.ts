import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ownValue } from "../../../own-value";
import type { CatalogType, ServiceCatalog, Shape, Shapes } from "./shape";

export type { CatalogType, Constraints, Kind, ServiceCatalog, Shape, Shapes } from "./shape";

const services = new Map<string, ServiceCatalog | undefined>();

/** What is known of an AWS resource type; undefined where the catalog does not have it. A service's file is read at its first type. */
export function catalogued(type: string): CatalogType | undefined {
    return ownValue(serviceOf(type)?.types ?? {}, type);
}

/** Every type of the catalog. Reads the files of all services. */
export function cataloguedTypes(): readonly string[] {
    const names = readdirSync(__dirname).flatMap((file) =>
        file.endsWith(".json") ? [file.slice(0, -".json".length)] : [],
    );
    return names.flatMap((name) => Object.keys(service(name)?.types ?? {}));
}

/** The properties of the object that a shape of the type refers to. */
export function objectOf(type: string, shape: Shape): Shapes {
    return ownValue(serviceOf(type)?.objects ?? {}, shape.object ?? "") ?? {};
}

/**
 * What is known of the input at a dotted path, in which lists stand for their items.
 *
 * @throws Error for a type or a path that the catalog does not have
 */
export function inputAt(type: string, path: string): Shape {
    let shapes: Shapes = catalogued(type)?.inputs ?? {};
    let shape: Shape | undefined;
    for (const name of path.split(".")) {
        shape = ownValue(shapes, name);
        if (!shape) {
            break;
        }
        shapes = objectOf(type, shape.of ?? shape);
    }
    if (!shape) {
        throw new Error(`the catalog of AWS's resource types has no ${type} ${path}`);
    }
    return shape;
}

function serviceOf(type: string): ServiceCatalog | undefined {
    const name = /^aws:([a-z0-9]+)\/\w+:\w+$/.exec(type)?.[1];
    return name === undefined ? undefined : service(name);
}

function service(name: string): ServiceCatalog | undefined {
    if (!services.has(name)) {
        const file = join(__dirname, `${name}.json`);
        services.set(name, existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
    }
    return services.get(name);
}
