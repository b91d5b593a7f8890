import type { Resource } from "../model/resource";
import type { Finding, RuleMetadata } from "../model/rule";

/** A finding as CrossGuard shows it below the rule's title. */
export function describe({ fix }: Pick<RuleMetadata, "fix">, { path, message }: Finding, resource?: Resource): string {
    // A release is one resource to the engine: the object in it has to be named.
    const { release, kind, namespace, name } = resource ?? {};
    const object = release === undefined ? "" : `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}: `;
    return `${object}${path === "" ? "" : `${path}: `}${message}. ${fix}`;
}
