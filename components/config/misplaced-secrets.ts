import { ConfigError, type Fault, joinPath } from "../../core/faults/fault";
import { SECRET_PLACEHOLDER, secretPaths, type ValuePath } from "../schema/secret-text";
import { CONFIG_NAMESPACE, type RawConfig } from "./raw-config";

const SERVICE_PLACES = [
    ["env", "*"],
    ["files", "*"],
    ["credentials", "*", "value"],
    ["credentials", "*", "values", "*"],
];

/** The places whose values end in a Kubernetes Secret and nowhere else; `*` is any name. */
const PLACES = [
    ...SERVICE_PLACES.map((place) => ["services", "*", "*", ...place]),
    ...SERVICE_PLACES.map((place) => ["applications", "*", "services", "*", ...place]),
    ["namespaces", "*", "certificates", "*", "key"],
    ["namespaces", "*", "registries", "*", "password"],
];

/** A fault for each encrypted value that stands where it would end up in plain text in AWS or in the cluster. */
export function misplacedSecrets(values: Readonly<Record<string, unknown>>): Fault[] {
    return secretPaths(values)
        .filter(([key]) => String(key).startsWith(`${CONFIG_NAMESPACE}:`))
        .filter((path) => !PLACES.some((place) => matches(path, place)))
        .map(([key, ...path]) => ({
            path: joinPath(String(key), path),
            received: SECRET_PLACEHOLDER,
            allowed: "a value in plain text: what stands here is no secret in AWS or in the cluster",
            next: "Write it without secure, or move the secret: a service's env, files and credentials, and a namespace's certificates and registries, keep one in a Secret.",
        }));
}

/** @throws ConfigError with every encrypted value that stands in a wrong place */
export function refuseMisplacedSecrets({ stack, values }: RawConfig): void {
    const faults = misplacedSecrets(values);
    if (faults.length > 0) {
        throw new ConfigError(`the stack ${stack}`, faults);
    }
}

function matches([key, ...path]: ValuePath, [section, ...place]: readonly string[]): boolean {
    return (
        key === `${CONFIG_NAMESPACE}:${section}` &&
        path.length === place.length &&
        place.every((part, index) => part === "*" || part === path[index])
    );
}
