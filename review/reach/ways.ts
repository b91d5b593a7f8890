import { labelOf } from "../../policies/model/identity";
import { textOf } from "../../policies/model/known";
import { loadBalancerAnnotation } from "../../policies/model/load-balancer-annotations";
import type { Resource } from "../../policies/model/resource";
import type { Stack } from "../../policies/model/stack";
import { NO_PORTS, portRange, union } from "./port-set";
import { routeWays } from "./route-ways";
import type { Span } from "./rule-ports";
import { knownTextsOf, ServicePods, targetPorts } from "./service-pods";
import type { Workload } from "./workloads";

/** One way from outside to a workload. */
export interface Way {
    readonly to: Workload;
    /** Ports of the pods to which it leads. */
    readonly ports: Span;
    /** As readers are told. */
    readonly text: string;
    /** The workloads that pass requests on; `addresses` where they come straight from outside; `unknown` where the stack does not have the controller. */
    readonly by: readonly Workload[] | "addresses" | "unknown";
}

/** Every way from outside to a workload of the stack: load balancers, ports of nodes, Ingresses and routes. */
export function waysOf(stack: Stack, workloads: readonly Workload[]): readonly Way[] {
    const services = new ServicePods(stack, workloads);
    return [
        ...stack.ofKind("Service").flatMap((service) => serviceWays(service, services)),
        ...workloads.flatMap(hostWays),
        ...routeWays(services),
    ];
}

function serviceWays(service: Resource, services: ServicePods): readonly Way[] {
    const kind = kindOfWay(service);
    if (kind === undefined) {
        return [];
    }
    const ranges = knownTextsOf(service.props.at("spec.loadBalancerSourceRanges"));
    const sources = ranges.length === 0 ? "" : ` for ${ranges.join(", ")}`;
    const isKnown = !service.props.at("spec.type").isUnknown;
    return services.behind(service).map(({ workload, isCertain }) => ({
        to: workload,
        ports: certainIf(isCertain && isKnown, targetPorts(service, workload)),
        text: `${kind} of ${labelOf(service)}${sources}`,
        by: "addresses",
    }));
}

/** How a Service is reached from outside; undefined where it is not. */
function kindOfWay(service: Resource): string | undefined {
    const type = service.props.at("spec.type");
    if (type.isUnknown) {
        return "whatever its unknown type makes";
    }
    if (type.text === "NodePort") {
        return "port of every node";
    }
    if (type.text === "LoadBalancer") {
        const scheme = loadBalancerAnnotation(service, { service: "scheme", ingress: "scheme" });
        return scheme?.isStated === true ? `${textOf(scheme) ?? "unknown"} load balancer` : "load balancer";
    }
    return service.props.at("spec.externalIPs").isStated ? "external addresses" : undefined;
}

/** Ports of the node that lead to the pods on it. */
function hostWays(workload: Workload): readonly Way[] {
    const { pods, ports, inHostNetwork } = workload;
    if (inHostNetwork !== "no" && ports?.length !== 0) {
        const own = (ports ?? []).map(({ port, protocol }) => portRange(protocol, port, port)).reduce(union, NO_PORTS);
        const text =
            inHostNetwork === "yes" ? "the network of its nodes" : "the network of its nodes, if it is in that";
        return [
            {
                to: workload,
                ports: certainIf(inHostNetwork === "yes", { certain: own, possible: own }),
                text,
                by: "addresses",
            },
        ];
    }
    const onHost = pods.pod.containers
        .flatMap(({ value }) => (value.key("ports").isUnknown ? [] : value.key("ports").items))
        .filter((port) => !port.isUnknown && port.key("hostPort").isStated);
    return onHost.map((port) => {
        const [containerPort, hostPort] = [port.key("containerPort"), port.key("hostPort")];
        const number = containerPort.isUnknown ? undefined : containerPort.number;
        const own = portRange(textOf(port.key("protocol")) ?? "TCP", number, number);
        return {
            to: workload,
            ports: certainIf(number !== undefined, { certain: own, possible: own }),
            text: `port ${hostPort.isUnknown ? "unknown" : hostPort.number} of its nodes`,
            by: "addresses",
        };
    });
}

function certainIf(isCertain: boolean, span: Span): Span {
    return isCertain ? span : { certain: NO_PORTS, possible: span.possible };
}
