import { INGRESS_CONTROLLERS } from "../../components/ingress/controllers";
import { CLUSTER_SCOPE, labelOf, namespaceOf } from "../../policies/model/identity";
import { textOf } from "../../policies/model/known";
import { INGRESS_PREFIX, loadBalancerAnnotation } from "../../policies/model/load-balancer-annotations";
import type { StackPods } from "../../policies/model/pod-index";
import { backendName, backendPort, ingressBackends, routeBackends } from "../../policies/model/references";
import type { Resource } from "../../policies/model/resource";
import type { Stack } from "../../policies/model/stack";
import type { Value } from "../../policies/model/value";
import { ALL_PORTS, NO_PORTS, type PortSet, portRange, union } from "./port-set";
import type { Workload } from "./workloads";

/** One way from outside to a workload. */
export interface Way {
    readonly to: Workload;
    /** Ports of the pods to which it leads. */
    readonly ports: PortSet;
    /** As readers are told. */
    readonly text: string;
    /** The workloads that pass requests on; `addresses` where they come straight from outside; `unknown` where the stack does not have the controller. */
    readonly by: readonly Workload[] | "addresses" | "unknown";
}

const ROUTES = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"].map(
    (kind) => `gateway.networking.k8s.io/${kind}`,
);

/** Every way from outside to a workload of the stack: load balancers, ports of nodes, Ingresses and routes. */
export function waysOf(stack: Stack, workloads: readonly Workload[]): readonly Way[] {
    const byPods = new Map(workloads.map((workload) => [workload.pods, workload]));
    const selectedBy = (service: Resource) => {
        const selector = service.props.at("spec.selector");
        const isSelecting = !selector.isUnknown && selector.entries.length > 0;
        const { certain, possible } = isSelecting ? stack.labelledPods(namespaceOf(service), selector) : NOBODY;
        return [...certain, ...possible].flatMap((pods) => byPods.get(pods) ?? []);
    };
    return [
        ...stack.ofKind("Service").flatMap((service) => serviceWays(service, selectedBy(service))),
        ...workloads.flatMap(hostWays),
        ...stack.ofKind("networking.k8s.io/Ingress").flatMap((ingress) => {
            const by = controllersOf(ingress, stack, workloads);
            return backendWays(ingress, ingressBackends(ingress.props).map(ingressBackend), by, hostsOf(ingress));
        }),
        ...stack.ofKind(...ROUTES).flatMap((route) => {
            const backends = routeBackends(route.props).map((backend) => ({
                name: textOf(backend.key("name")),
                port: backend.key("port"),
                namespace: textOf(backend.key("namespace")),
            }));
            const hosts = route.props.at("spec.hostnames");
            return backendWays(route, backends, "unknown", hosts.isUnknown ? [] : hosts.texts);
        }),
    ];

    function backendWays(
        from: Resource,
        backends: readonly Backend[],
        by: Way["by"],
        hosts: readonly string[],
    ): readonly Way[] {
        const host = hosts.length === 0 ? "every host" : [...new Set(hosts)].join(", ");
        return backends.flatMap(({ name, port, namespace }) => {
            const { object } = name === undefined ? {} : stack.find("Service", namespace ?? namespaceOf(from), name);
            return (object === undefined ? [] : selectedBy(object)).map((to) => ({
                to,
                ports: object === undefined ? NO_PORTS : targetPorts(object, to, port),
                text: `${labelOf(from)} for ${host}${throughText(by)}`,
                by,
            }));
        });
    }
}

const NOBODY: { readonly certain: readonly StackPods[]; readonly possible: readonly StackPods[] } = {
    certain: [],
    possible: [],
};

interface Backend {
    readonly name: string | undefined;
    readonly port: Value;
    readonly namespace?: string | undefined;
}

function ingressBackend(backend: Value): Backend {
    return { name: textOf(backendName(backend)), port: backendPort(backend) };
}

function throughText(by: Way["by"]): string {
    return typeof by === "string" ? "" : ` through ${by.map(({ end }) => end.name).join(", ")}`;
}

function serviceWays(service: Resource, selected: readonly Workload[]): readonly Way[] {
    const type = textOf(service.props.at("spec.type"));
    if (type !== "LoadBalancer" && type !== "NodePort") {
        return [];
    }
    const ranges = service.props.at("spec.loadBalancerSourceRanges");
    const sources = ranges.isUnknown || ranges.texts.length === 0 ? "" : ` for ${ranges.texts.join(", ")}`;
    const scheme = loadBalancerAnnotation(service, { service: "scheme", ingress: "scheme" });
    const kind =
        scheme?.isStated === true
            ? `${textOf(scheme) ?? "unknown"} load balancer`
            : type === "NodePort"
              ? "port of every node"
              : "load balancer";
    return selected.map((to) => ({
        to,
        ports: targetPorts(service, to),
        text: `${kind} of ${labelOf(service)}${sources}`,
        by: "addresses",
    }));
}

/** Ports of the node that lead to the pods on it. */
function hostWays(workload: Workload): readonly Way[] {
    const { pods, ports } = workload;
    if (workload.inHostNetwork !== "no") {
        const own = (ports ?? []).map(({ port, protocol }) => portRange(protocol, port, port)).reduce(union, NO_PORTS);
        return ports?.length === 0
            ? []
            : [{ to: workload, ports: own, text: "in the network of its nodes", by: "addresses" }];
    }
    const onHost = pods.pod.containers
        .flatMap(({ value }) => (value.key("ports").isUnknown ? [] : value.key("ports").items))
        .filter((port) => !port.isUnknown && port.key("hostPort").isStated);
    return onHost.map((port) => {
        const number = port.key("containerPort").number;
        const hostPort = port.key("hostPort");
        return {
            to: workload,
            ports: portRange(textOf(port.key("protocol")) ?? "TCP", number, number),
            text: `port ${hostPort.isUnknown ? "unknown" : hostPort.number} of its nodes`,
            by: "addresses",
        };
    });
}

/** The ports of pods behind a Service: one of its ports, where that is told. */
function targetPorts(service: Resource, to: Workload, wanted?: Value): PortSet {
    const ports = service.props.at("spec.ports");
    if (ports.isUnknown || to.ports === undefined) {
        return ALL_PORTS;
    }
    const isWanted = (port: Value) =>
        wanted === undefined ||
        wanted.isUnknown ||
        !wanted.present ||
        [port.key("port"), port.key("name")].some((one) => one.isUnknown || one.known === wanted.known);
    return ports.items
        .filter(isWanted)
        .map((port) => {
            const [target, number] = [port.key("targetPort"), port.key("port")];
            const protocol = textOf(port.key("protocol")) ?? "TCP";
            if (target.isUnknown || number.isUnknown) {
                return portRange(protocol);
            }
            const name = target.text;
            if (name !== undefined) {
                const named = (to.ports ?? []).filter((one) => one.name === name && one.protocol === protocol);
                return named.map((one) => portRange(protocol, one.port, one.port)).reduce(union, NO_PORTS);
            }
            const own = target.number ?? number.number;
            return portRange(protocol, own, own);
        })
        .reduce(union, NO_PORTS);
}

function hostsOf({ props }: Resource): readonly string[] {
    const rules = props.at("spec.rules");
    return rules.isUnknown ? [] : rules.items.flatMap((rule) => textOf(rule.key("host")) ?? []);
}

/** The workloads that serve an Ingress: those of the release that brings its class, or of the platform's add-on of that name. */
function controllersOf(ingress: Resource, stack: Stack, workloads: readonly Workload[]): Way["by"] {
    const annotations = ingress.props.at("metadata.annotations");
    const stated = ingress.props.at("spec.ingressClassName");
    const name = textOf(stated.isStated ? stated : annotations.key("kubernetes.io/ingress.class"));
    const isOfAws = !annotations.isUnknown && annotations.entries.some(([key]) => key.startsWith(INGRESS_PREFIX));
    if (name === "alb" || (name === undefined && isOfAws)) {
        return "addresses";
    }
    const { object } = name === undefined ? {} : stack.find("networking.k8s.io/IngressClass", CLUSTER_SCOPE, name);
    const ofRelease = workloads.filter(
        ({ pods }) => object?.release !== undefined && pods.resource.release === object.release,
    );
    const addon = Object.entries(INGRESS_CONTROLLERS).find(([key]) => key === name)?.[1];
    const ofAddon = workloads.filter(({ end }) => addon !== undefined && end.namespace === addon.namespace);
    const found = ofRelease.length > 0 ? ofRelease : ofAddon;
    return found.length > 0 ? found : "unknown";
}
