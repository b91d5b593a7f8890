import { albActionAnnotation } from "./alb-ingress";
import { CLUSTER_SCOPE, kindOf, labelOf, namespaceOf, objectName } from "./identity";
import { INGRESS_PREFIX } from "./load-balancer-annotations";
import { declaredPorts } from "./network-ports";
import {
    ALB_ACTION,
    backendName,
    backendPort,
    ingressBackends,
    ingressTargets,
    isAlbAction,
    routeBackends,
} from "./references";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import type { Value } from "./value";
import { VARIABLE } from "./variables";

/** A port that is asked for and is not there. */
export interface DanglingPort {
    readonly at: Value;
    readonly message: string;
    /** What is not known where that is not certain. @default it is certain */
    readonly question?: string;
}

/** The ports that a Service, Ingress or route asks for, and that what it sends traffic to does not have. */
export function danglingPorts(resource: Resource, stack: Stack): readonly DanglingPort[] {
    const kind = kindOf(resource);
    if (kind === "Service") {
        return targetPorts(resource, stack);
    }
    if (kind === "networking.k8s.io/Ingress") {
        const namespace = namespaceOf(resource);
        const backends = ingressBackends(resource.props).flatMap((backend) => {
            const wanted = backendPort(backend);
            return isAlbAction(backend)
                ? albAction(resource, backendName(backend), wanted, stack)
                : servicePort(namespace, backendName(backend), wanted, stack);
        });
        const targets = ingressTargets(resource.props).flatMap(({ name, port }) =>
            // The controller takes "80" for a number.
            servicePort(namespace, name, port, stack, /^\d+$/.test(port.text ?? "") ? Number(port.text) : port.text),
        );
        return [...backends, ...targets];
    }
    return kind?.startsWith("gateway.networking.k8s.io/") === true
        ? routeBackends(resource.props).flatMap((backend) => {
              const namespace = backend.key("namespace");
              const place = namespace.isUnknown ? undefined : (namespace.text ?? namespaceOf(resource));
              return servicePort(place, backend.key("name"), backend.key("port"), stack);
          })
        : [];
}

/** A number always leads somewhere; a name must be one that the selected pods give a port of the same protocol. */
function targetPorts(service: Resource, stack: Stack): readonly DanglingPort[] {
    const spec = service.props.key("spec");
    const named = spec
        .key("ports")
        .items.map((port) => ({ target: port.key("targetPort"), protocol: port.key("protocol") }))
        .filter(({ target }) => !target.isUnknown && target.text !== undefined && !/^\d+$/.test(target.text));
    if (named.length === 0 || spec.key("selector").isUnknown || spec.key("selector").entries.length === 0) {
        return [];
    }
    const { certain, possible } = stack.labelledPods(namespaceOf(service), spec.key("selector"));
    if (certain.length === 0) {
        return [];
    }
    const declared = [...certain, ...possible].flatMap(declaredPorts);
    const isCertain = possible.length === 0 && certain.every(({ pod, stated }) => stated === "all" && isComplete(pod));
    return named.flatMap(({ target, protocol }) => {
        const wanted = protocol.isUnknown ? undefined : (protocol.text ?? "TCP");
        const isThere = declared.some(
            (port) => port.name === target.text && (wanted === undefined || port.protocol === wanted),
        );
        const what = `container of the selected pods has a ${wanted ?? "TCP"} port called ${target}`;
        return isThere
            ? []
            : [
                  {
                      at: target,
                      message: `no ${what}`,
                      ...(!(isCertain && !VARIABLE.test(target.text ?? "")) && { question: `whether a ${what}` }),
                  },
              ];
    });
}

/**
 * An action that nothing describes. Argo Rollouts writes the annotation for the Services of its canaries.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/
 */
function albAction(ingress: Resource, name: Value, at: Value, stack: Stack): readonly DanglingPort[] {
    if (name.isUnknown || name.text === undefined || ingress.isPatch) {
        return [];
    }
    const namespace = namespaceOf(ingress);
    const annotation = albActionAnnotation(ingress.props, name.text);
    const rollouts = stack.ofKind(ROLLOUT).filter((rollout) => routesTo(rollout, ingress));
    if (annotation.isStated || rollouts.some((rollout) => namespaceOf(rollout) === namespace)) {
        return [];
    }
    const source = namespace === undefined ? undefined : stack.otherSource(ROLLOUT, namespace);
    const message = `there is no annotation ${INGRESS_PREFIX}actions.${name.text}, which ${ALB_ACTION} asks for`;
    return [{ at, message, ...(source !== undefined && { question: `whether ${source} writes the annotation` }) }];
}

const ROLLOUT = "argoproj.io/Rollout";

function routesTo({ props }: Resource, ingress: Resource): boolean {
    const alb = props.at("spec.strategy.canary.trafficRouting.alb");
    const named = [alb.key("ingress"), ...alb.key("ingresses").items];
    return alb.isUnknown || named.some((one) => one.isUnknown || one.text === objectName(ingress));
}

function isComplete({
    spec,
    containers,
}: {
    readonly spec: Value;
    readonly containers: readonly { readonly value: Value }[];
}) {
    return (
        !spec.key("containers").isUnknown &&
        !spec.key("initContainers").isUnknown &&
        containers.every(({ value }) => {
            const ports = value.key("ports");
            return (
                !ports.isUnknown &&
                ports.items.every((port) =>
                    [port, port.key("name"), port.key("protocol")].every((part) => !part.isUnknown),
                )
            );
        })
    );
}

function servicePort(
    namespace: string | undefined,
    name: Value,
    wanted: Value,
    stack: Stack,
    port: unknown = wanted.isUnknown ? undefined : wanted.known,
): readonly DanglingPort[] {
    if (name.isUnknown || name.text === undefined || port === undefined || namespace === CLUSTER_SCOPE) {
        return [];
    }
    const { object: own, elsewhere } = stack.find("Service", namespace, name.text);
    const object = own ?? elsewhere;
    const ports = object?.props.at("spec.ports");
    if (
        object === undefined ||
        object.isPatch ||
        ports === undefined ||
        object.props.at("spec.type").text === "ExternalName"
    ) {
        return [];
    }
    const parts = ports.isUnknown ? [ports] : ports.items.flatMap((item) => [item.key("port"), item.key("name")]);
    if (parts.some((part) => !part.isUnknown && part.known === port)) {
        return [];
    }
    const question = parts.some((part) => part.isUnknown)
        ? `whether ${labelOf(object)} has a port ${wanted}`
        : `whether ${labelOf(object)} of another folder, which has no port ${wanted}, is meant`;
    const isCertain = own !== undefined && !parts.some((part) => part.isUnknown);
    return [{ at: wanted, message: `${labelOf(object)} has no port ${wanted}`, ...(!isCertain && { question }) }];
}
