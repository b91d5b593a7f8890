import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2";
import { Ingress } from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import {
    containerPorts,
    createCompanions,
    createOwnSecret,
    createServing,
    objectMeta,
    workloadMeta,
} from "../../companions";
import { type IngressArgs, ingressSpec } from "../../exposure";
import { selectorLabels } from "../../labels";
import type { Connections, ServicePeer } from "../../network-policy";
import type { PodShape } from "../../pod-spec";
import { podTemplate } from "../../pod-template";
import { probesOf } from "../../probes";
import { parseService, peerOf, type ServiceArgs } from "../../service-args";
import type { Autoscaling } from "../../service-parts";
import { spreadConstraints } from "../../spread";
import { requireMet } from "../../unmet-needs";
import { acrossKinds } from "../across-kinds";
import { microservice } from ".";
import type { MicroserviceSpec } from "./schema";

/** Arguments of a {@link Microservice}. */
export interface MicroserviceArgs extends ServiceArgs<"microservice"> {
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
        super(microservice.componentType, name, args, acrossKinds("microservice", opts));
        const spec = parseService("microservice", args);
        const exposed = exposureOf(spec, args);
        this.peer = peerOf(args, spec.ports);
        const prerequisites = createCompanions(this, name, args, spec, this.peer, exposed);
        createServing(this, name, args, spec);
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
                    template: podTemplate(args, spec, podShape(args, spec), ownSecret),
                },
            },
            { parent: this, dependsOn: prerequisites },
        );
        if (spec.autoscaling) {
            createAutoscaler(this, name, args, spec, spec.autoscaling);
        }
        if (spec.expose && args.ingress && exposed) {
            const ingress = ingressSpec(this.peer, spec.expose, exposed.port, args.ingress);
            new Ingress(`${name}-ingress`, { metadata: objectMeta(args, spec), spec: ingress }, { parent: this });
        }
        this.registerOutputs({ name: args.name });
    }
}

function podShape(args: MicroserviceArgs, spec: MicroserviceSpec): PodShape {
    const { drainSeconds, ports } = spec;
    return {
        pod: { topologySpreadConstraints: spreadConstraints(selectorLabels(args), true) },
        container: {
            ports: containerPorts(ports),
            ...probesOf(spec),
            // Endpoints are withdrawn while the pod ends, not before: it goes on serving until proxies have heard of it.
            ...(drainSeconds > 0 && { lifecycle: { preStop: { sleep: { seconds: drainSeconds } } } }),
        },
    };
}

function exposureOf({ expose, ports }: MicroserviceSpec, { name, ingress }: MicroserviceArgs): Connections["exposed"] {
    requireMet(name, { expose }, { hasIngress: ingress !== undefined });
    if (!expose || !ingress) {
        return undefined;
    }
    const port = ports.find((candidate) => candidate.name === (expose.port ?? candidate.name));
    return port && { controllerNamespace: ingress.controllerNamespace, port: port.port };
}

function createAutoscaler(
    parent: Microservice,
    name: string,
    args: MicroserviceArgs,
    spec: MicroserviceSpec,
    { min, max, cpu }: Autoscaling,
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
