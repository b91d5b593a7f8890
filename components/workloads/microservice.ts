import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2";
import { Ingress } from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import { createCompanions, createOwnSecret, objectMeta, workloadMeta } from "./companions";
import { acrossKinds, COMPONENT_TYPES } from "./component-types";
import { type IngressArgs, ingressSpec } from "./exposure";
import { selectorLabels } from "./labels";
import type { Connections, ServicePeer } from "./network-policy";
import { podTemplate } from "./pod-template";
import { parseService, peerOf, type ServiceArgs } from "./service-args";
import type { ServiceSpec } from "./service-schema";

/** Arguments of a {@link Microservice}. */
export interface MicroserviceArgs extends ServiceArgs {
    /** The platform's ingress. Required for a service with `expose`. @default none */
    readonly ingress?: IngressArgs | undefined;
}

/**
 * A stateless service: Deployment, Service, ServiceAccount, ConfigMaps, NetworkPolicy and, where they apply,
 * HorizontalPodAutoscaler, PodDisruptionBudget and Ingress.
 */
export class Microservice extends pulumi.ComponentResource {
    /** The service as others see it, for their `connectsTo` and `clients`. */
    readonly peer: ServicePeer;

    /** @throws pulumi.InputPropertiesError for a description that cannot be deployed */
    constructor(name: string, args: MicroserviceArgs, opts?: pulumi.ComponentResourceOptions) {
        super(COMPONENT_TYPES.microservice, name, args, acrossKinds("microservice", opts));
        const spec = parseService("microservice", args);
        const exposed = exposureOf(spec, args);
        this.peer = peerOf(args, spec);
        const prerequisites = createCompanions(this, name, args, spec, exposed);
        const ownSecret = createOwnSecret(this, name, args, spec);
        new Deployment(
            `${name}-deployment`,
            {
                metadata: workloadMeta(args, spec),
                spec: {
                    ...(spec.replicas !== undefined && { replicas: spec.replicas }),
                    revisionHistoryLimit: 5,
                    selector: { matchLabels: selectorLabels(args) },
                    // A new pod serves before an old one stops: capacity never falls below what was asked for.
                    strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
                    template: podTemplate(args, spec, ownSecret),
                },
            },
            { parent: this, dependsOn: prerequisites },
        );
        if (spec.autoscaling) createAutoscaler(this, name, args, spec, spec.autoscaling);
        if (spec.expose && args.ingress && exposed) {
            const ingress = ingressSpec(this.peer, spec.expose, exposed.port, args.ingress);
            new Ingress(`${name}-ingress`, { metadata: objectMeta(args, spec), spec: ingress }, { parent: this });
        }
        this.registerOutputs({ name: args.name });
    }
}

function exposureOf({ expose, ports }: ServiceSpec, { name, ingress }: MicroserviceArgs): Connections["exposed"] {
    if (!expose) return undefined;
    if (!ingress) {
        throw new pulumi.InputPropertyError({
            propertyPath: "description.expose",
            reason: `received ${JSON.stringify(expose)} for ${name}; allowed: nothing, because the platform has no ingress. Enable the ingress, or remove expose.`,
        });
    }
    const port = ports.find((candidate) => candidate.name === (expose.port ?? candidate.name));
    return port && { controllerNamespace: ingress.controllerNamespace, port: port.port };
}

function createAutoscaler(
    parent: Microservice,
    name: string,
    args: MicroserviceArgs,
    spec: ServiceSpec,
    { min, max, cpu }: NonNullable<ServiceSpec["autoscaling"]>,
): void {
    new HorizontalPodAutoscaler(
        `${name}-autoscaler`,
        {
            metadata: objectMeta(args, spec),
            spec: {
                scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: args.name },
                minReplicas: min,
                maxReplicas: max,
                metrics: [
                    {
                        type: "Resource",
                        resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpu } },
                    },
                ],
            },
        },
        { parent },
    );
}
