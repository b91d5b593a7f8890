import { createHash } from "node:crypto";
import type { KubeConfig, V1Ingress, V1ObjectMeta, V1Service } from "@kubernetes/client-node";
import type { KubernetesClient } from "./client";
import { ControlLoop } from "./loop";

/** What a Service or Ingress that waits for an address is to be given. */
export interface AddressAnswer {
    readonly kind: "Service" | "Ingress";
    readonly namespace: string;
    readonly name: string;
    readonly hostname: string;
}

/** The name of a load balancer in the manner of AWS: as unique as the object's uid, at most 34 characters before the domain. */
export function loadBalancerHostname({ namespace = "", name = "", uid = "" }: V1ObjectMeta): string {
    const label = (text: string) => text.replaceAll(/[^a-z0-9-]/g, "").slice(0, 8);
    const unique = createHash("sha256").update(uid).digest("hex").slice(0, 10);
    return `k8s-${label(namespace)}-${label(name)}-${unique}.elb.local`;
}

/** The objects without an address that a cloud would give one. */
export function missingAddresses(services: readonly V1Service[], ingresses: readonly V1Ingress[]): AddressAnswer[] {
    return [
        ...services
            .filter(({ spec }) => spec?.type === "LoadBalancer")
            .filter(needsAddress)
            .map((service) => answer("Service", service)),
        ...ingresses.filter(needsAddress).map((ingress) => answer("Ingress", ingress)),
    ];
}

function needsAddress({ metadata, status }: V1Service | V1Ingress): boolean {
    return !metadata?.deletionTimestamp && !status?.loadBalancer?.ingress?.length;
}

function answer(kind: AddressAnswer["kind"], { metadata = {} }: V1Service | V1Ingress): AddressAnswer {
    const { namespace = "", name = "" } = metadata;
    return { kind, namespace, name, hostname: loadBalancerHostname(metadata) };
}

/** Gives addresses to Services of type LoadBalancer and to Ingresses. */
export function startLoadBalancers(client: KubernetesClient, config: KubeConfig): () => void {
    const core = config.makeApiClient(client.CoreV1Api);
    const networking = config.makeApiClient(client.NetworkingV1Api);
    const mergePatch = client.setHeaderOptions("Content-Type", client.PatchStrategy.MergePatch);

    const loop = new ControlLoop("load balancers", client, config, async () => {
        for (const { kind, namespace, name, hostname } of missingAddresses(services(), ingresses())) {
            const patch = { namespace, name, body: { status: { loadBalancer: { ingress: [{ hostname }] } } } };
            if (kind === "Service") {
                await core.patchNamespacedServiceStatus(patch, mergePatch);
            } else {
                await networking.patchNamespacedIngressStatus(patch, mergePatch);
            }
        }
    });
    const services = loop.watch("/api/v1/services", () => core.listServiceForAllNamespaces());
    const ingresses = loop.watch("/apis/networking.k8s.io/v1/ingresses", () =>
        networking.listIngressForAllNamespaces(),
    );
    loop.start();
    return () => loop.stop();
}
