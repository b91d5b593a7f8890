import { ProviderError } from "../../core/engine/errors";
import { type PropertyMap, stringAt } from "../../core/engine/values";
import { groupOf } from "./object";

/** What a type token says. */
export interface ObjectType {
    /** For example `apps/v1`, or `v1` for the core group. */
    readonly apiVersion: string;
    readonly kind: string;
    /** The resource changes some fields of an object that another owns. */
    readonly patch: boolean;
}

/**
 * The apiVersion and kind behind a token, for example `kubernetes:apps/v1:Deployment` or, for a custom resource,
 * `kubernetes:karpenter.sh/v1:NodePool`.
 *
 * @param declaredKind the `kind` property of the resource: a token that ends in `Patch` names a patch of an object only
 *   where this says so, since custom resources may have any name.
 * @throws ProviderError for lists, for overlays that run in the official plugin only, and for malformed tokens.
 */
export function parseType(token: string, declaredKind?: string): ObjectType {
    const [packageName, groupVersion, name] = token.split(":");
    if (packageName !== "kubernetes" || !groupVersion?.includes("/") || !name) {
        throw new ProviderError(
            `${token} is not supported by the built-in Kubernetes provider. ` +
                "Supported are kubernetes:<group>/<version>:<Kind> and kubernetes:helm.sh/v3:Release.",
        );
    }
    const apiVersion = groupVersion.replace(/^core\//, "");
    const group = groupOf(apiVersion);
    const builtIn = !group.includes(".") || group.endsWith(".k8s.io");
    if (builtIn && name.endsWith("List")) {
        throw new ProviderError(
            `${token} cannot be created: lists are only an answer of the Kubernetes API. ` +
                "Declare each object of the list as its own resource.",
        );
    }
    const patch = declaredKind !== undefined && name === `${declaredKind}Patch`;
    return { apiVersion, kind: patch ? declaredKind : name, patch };
}

/** What the token and the inputs of a resource say together; without inputs no token names a patch. */
export function typeOf(token: string, inputs: PropertyMap | undefined): ObjectType {
    return parseType(token, inputs && stringAt(inputs, "kind"));
}
