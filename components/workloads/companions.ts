import { ConfigMap, Service, ServiceAccount } from "@pulumi/kubernetes/core/v1";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1";
import type * as input from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";
import type { CommonSpec } from "./common-defaults";
import { environmentName, filesName, ownSecretName, ownSecrets, plainFileData, plainVariables } from "./configuration";
import { type Disruptable, disruptionBudget } from "./disruption";
import { filled } from "./filled";
import { selectorLabels, standardLabels } from "./labels";
import { type Connections, networkPolicy, type ServicePeer } from "./network-policy";
import type { ServiceArgs } from "./service-args";
import { createSecret, type SecretReference } from "./service-secret";
import type { ServicePort } from "./serving-fields";

/**
 * Metadata of one of a service's objects. Without the version, so that a new image changes the workload alone.
 *
 * @param name the object's name. @default the service's
 */
export function objectMeta(args: ServiceArgs, spec: CommonSpec, name = args.name): input.meta.v1.ObjectMeta {
    return { name, namespace: args.namespace, labels: standardLabels(args, spec.kind) };
}

/** Metadata of the object that makes a service's pods. */
export function workloadMeta(args: ServiceArgs, spec: CommonSpec): input.meta.v1.ObjectMeta {
    return { ...objectMeta(args, spec), labels: standardLabels(args, spec.kind, spec.image) };
}

/**
 * Creates what every kind of service has beside its pods: ServiceAccount, NetworkPolicy and ConfigMaps.
 *
 * @param peer the service as others see it
 * @param exposed the port that the ingress controller may reach, and where that is. @default nothing from outside comes in
 * @returns what must be there before the pods start
 */
export function createCompanions(
    parent: pulumi.ComponentResource,
    logicalName: string,
    args: ServiceArgs,
    spec: CommonSpec,
    peer: ServicePeer,
    exposed?: Connections["exposed"],
): pulumi.Resource[] {
    const options = { parent };
    const account = new ServiceAccount(
        `${logicalName}-account`,
        {
            metadata: objectMeta(args, spec),
            automountServiceAccountToken: false,
            ...(args.imagePullSecret !== undefined && { imagePullSecrets: [{ name: args.imagePullSecret }] }),
        },
        options,
    );
    const { clients = [], connectsTo = [] } = args;
    const policy = new NetworkPolicy(
        `${logicalName}-policy`,
        {
            metadata: objectMeta(args, spec),
            spec: networkPolicy(peer, { clients, connectsTo, ...(exposed && { exposed }) }),
        },
        options,
    );
    return [account, policy, ...createConfigMaps(parent, logicalName, args, spec)];
}

/** Creates what kinds whose pods serve have beside them, where it applies: PodDisruptionBudget and Service. */
export function createServing(
    parent: pulumi.ComponentResource,
    logicalName: string,
    args: ServiceArgs,
    spec: CommonSpec & Disruptable & { readonly ports: readonly ServicePort[] },
): void {
    const budget = disruptionBudget(spec);
    if (budget) {
        new PodDisruptionBudget(
            `${logicalName}-budget`,
            { metadata: objectMeta(args, spec), spec: { ...budget, selector: { matchLabels: selectorLabels(args) } } },
            { parent },
        );
    }
    if (spec.ports.length > 0) {
        new Service(
            `${logicalName}-service`,
            {
                metadata: objectMeta(args, spec),
                spec: { type: "ClusterIP", selector: selectorLabels(args), ports: servicePorts(spec.ports) },
            },
            { parent },
        );
    }
}

/** The Secret with what of a service's own variables and files is encrypted; undefined where nothing is. */
export function createOwnSecret(
    parent: pulumi.ComponentResource,
    logicalName: string,
    args: ServiceArgs,
    spec: CommonSpec,
): SecretReference | undefined {
    const secrets = Object.entries(ownSecrets(spec));
    if (secrets.length === 0) {
        return undefined;
    }
    return createSecret(parent, logicalName, {
        metadata: objectMeta(args, spec, ownSecretName(args.name)),
        content: pulumi.secret(Object.fromEntries(secrets.map(([key, value]) => [key, value.reveal()]))),
        generated: false,
    });
}

/** The ports of a container of these. */
export function containerPorts(ports: readonly ServicePort[]): input.core.v1.ContainerPort[] | undefined {
    return filled(ports.map(({ name, port }) => ({ name, containerPort: port, protocol: "TCP" })));
}

/** The ports of a Service, each under the number that the pods use. */
export function servicePorts(ports: readonly ServicePort[]): input.core.v1.ServicePort[] {
    return ports.map((port) => ({ ...port, targetPort: port.name, protocol: "TCP" }));
}

function createConfigMaps(
    parent: pulumi.ComponentResource,
    logicalName: string,
    args: ServiceArgs,
    spec: CommonSpec,
): ConfigMap[] {
    const content = {
        env: { name: environmentName(args.name), data: { ...plainVariables(spec.env), ...args.environment } },
        files: {
            name: filesName(args.name),
            data: plainFileData(spec.files),
        },
    };
    return Object.entries(content)
        .filter(([, { data }]) => Object.keys(data).length > 0)
        .map(
            ([suffix, { name, data }]) =>
                new ConfigMap(`${logicalName}-${suffix}`, { metadata: objectMeta(args, spec, name), data }, { parent }),
        );
}
