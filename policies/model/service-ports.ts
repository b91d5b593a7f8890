import { CLUSTER_SCOPE, kindOf, labelOf, namespaceOf } from "./identity";
import { declaredPorts } from "./network-ports";
import { backendName, ingressBackends, routeBackends } from "./references";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** A port that is asked for and is not there, or depends on an unknown value. */
export interface DanglingPort {
    readonly at: Value;
    readonly message: string;
    readonly isCertain: boolean;
}

/** The ports that a Service, Ingress or route asks for, and that what it sends traffic to does not have. */
export function danglingPorts(resource: Resource, stack: Stack): readonly DanglingPort[] {
    const kind = kindOf(resource);
    if (kind === "Service") {
        return targetPorts(resource, stack);
    }
    if (kind === "networking.k8s.io/Ingress") {
        return ingressBackends(resource.props).flatMap((backend) => {
            const legacy = backend.key("servicePort");
            const port = backend.at("service.port");
            const wanted = legacy.isStated ? legacy : port.key("name").isStated ? port.key("name") : port.key("number");
            return servicePort(namespaceOf(resource), backendName(backend), wanted, stack);
        });
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
        const message = `no container of the selected pods has a ${wanted ?? "TCP"} port called ${target}`;
        return isThere ? [] : [{ at: target, message, isCertain }];
    });
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

function servicePort(namespace: string | undefined, name: Value, wanted: Value, stack: Stack): readonly DanglingPort[] {
    const port = wanted.isUnknown ? undefined : wanted.known;
    if (name.isUnknown || name.text === undefined || port === undefined || namespace === CLUSTER_SCOPE) {
        return [];
    }
    const { object } = stack.find("Service", namespace, name.text);
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
    const has = parts.some((part) => !part.isUnknown && part.known === port);
    return has
        ? []
        : [
              {
                  at: wanted,
                  message: `${labelOf(object)} has no port ${wanted}`,
                  isCertain: !parts.some((part) => part.isUnknown),
              },
          ];
}
