import type { NamespaceConfig } from "./namespace-schema";

/** The Secret with a namespace's logins of private registries. */
export const IMAGE_PULL_SECRET = "image-pull";

/** The Secret that pods of a namespace pull their images with; undefined where it has no private registry. */
export function imagePullSecret(settings: NamespaceConfig | undefined): string | undefined {
    return Object.keys(settings?.registries ?? {}).length > 0 ? IMAGE_PULL_SECRET : undefined;
}
