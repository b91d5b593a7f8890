import type * as input from "@pulumi/kubernetes/types/input";
import type { Identity } from "./labels";
import type { Expose } from "./service-parts";

/** The ingress that the platform offers. */
export interface IngressArgs {
    /** Name of the IngressClass. */
    readonly className: string;
    /** Namespace of the controller, whose pods may reach exposed services. */
    readonly controllerNamespace: string;
}

/** The Ingress of an exposed service. It names its host under `tls`, so that the controller never serves it in plain text only. */
export function ingressSpec(
    service: Identity,
    { host, path, tlsSecret }: Expose,
    port: number,
    { className }: IngressArgs,
): input.networking.v1.IngressSpec {
    return {
        ingressClassName: className,
        tls: [{ hosts: [host], ...(tlsSecret !== undefined && { secretName: tlsSecret }) }],
        rules: [
            {
                host,
                http: {
                    paths: [
                        {
                            path,
                            pathType: "Prefix",
                            backend: { service: { name: service.name, port: { number: port } } },
                        },
                    ],
                },
            },
        ],
    };
}
