import { imageVersion } from "../../core/facts/kubernetes/image";

/** What tells a service's pods from all others in its namespace. */
export interface Identity {
    /** The application that the service belongs to, unique in its namespace. */
    readonly application: string;
    /** The service's name: also the name of its Deployment or StatefulSet, Service and ServiceAccount. */
    readonly name: string;
}

/** The labels that selectors use: fixed for a service's life, because selectors cannot be changed. */
export function selectorLabels({ application, name }: Identity): Record<string, string> {
    return { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": application };
}

/**
 * The recommended labels of every object of a service.
 *
 * @param image the image whose version is named. @default the labels name no version
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function standardLabels(identity: Identity, component: string, image?: string): Record<string, string> {
    const version = image === undefined ? undefined : imageVersion(image);
    return {
        ...selectorLabels(identity),
        ...(version !== undefined && { "app.kubernetes.io/version": version }),
        "app.kubernetes.io/component": component,
        "app.kubernetes.io/part-of": identity.application,
        "app.kubernetes.io/managed-by": "pulumi",
    };
}
