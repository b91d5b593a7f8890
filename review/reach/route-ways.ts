import { INGRESS_CONTROLLERS } from "../../components/ingress/controllers";
import { CLUSTER_SCOPE, labelOf, namespaceOf } from "../../policies/model/identity";
import { textOf } from "../../policies/model/known";
import { INGRESS_PREFIX } from "../../policies/model/load-balancer-annotations";
import { backendName, backendPort, ingressBackends, routeBackends } from "../../policies/model/references";
import type { Resource } from "../../policies/model/resource";
import type { Value } from "../../policies/model/value";
import { NO_PORTS } from "./port-set";
import { knownTextsOf, type ServicePods, targetPorts } from "./service-pods";
import type { Way } from "./ways";

const ROUTES = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"].map(
    (kind) => `gateway.networking.k8s.io/${kind}`,
);

/** The Service that an Ingress or a route sends requests to. */
interface Target {
    readonly name: Value;
    readonly port: Value;
    readonly namespace: string | undefined;
}

/** The ways that Ingresses and the routes of Gateways make. */
export function routeWays(services: ServicePods): readonly Way[] {
    const { stack } = services;
    const ingresses = stack.ofKind("networking.k8s.io/Ingress").flatMap((ingress) => {
        const namespace = namespaceOf(ingress);
        const targets = ingressBackends(ingress.props).map((backend) => ({
            name: backendName(backend),
            port: backendPort(backend),
            namespace,
        }));
        return waysTo(
            targets,
            { from: ingress, hosts: hostsOf(ingress), by: controllersOf(ingress, services) },
            services,
        );
    });
    // Who serves a Gateway is made by its controller when it runs.
    const routes = stack.ofKind(...ROUTES).flatMap((route) => {
        const targets = routeBackends(route.props).map((backend) => {
            const namespace = backend.key("namespace");
            const place = namespace.isUnknown ? undefined : (namespace.text ?? namespaceOf(route));
            return { name: backend.key("name"), port: backend.key("port"), namespace: place };
        });
        const hosts = knownTextsOf(route.props.at("spec.hostnames"));
        return waysTo(targets, { from: route, hosts, by: "unknown" }, services);
    });
    return [...ingresses, ...routes];
}

interface Source {
    readonly from: Resource;
    readonly hosts: readonly string[];
    readonly by: Way["by"];
}

function waysTo(targets: readonly Target[], { from, hosts, by }: Source, services: ServicePods): readonly Way[] {
    const host = hosts.length === 0 ? "every host" : [...new Set(hosts)].join(", ");
    const through = typeof by === "string" ? "" : ` through ${by.map(({ end }) => end.name).join(", ")}`;
    return targets.flatMap(({ name, port, namespace }) =>
        servicesOf(name, namespace, services).flatMap(({ service, isNamed }) =>
            services.behind(service).map(({ workload, isCertain }) => {
                const { certain, possible } = targetPorts(service, workload, port);
                return {
                    to: workload,
                    ports: { certain: isCertain && isNamed ? certain : NO_PORTS, possible },
                    text: `${labelOf(from)} for ${host}${through}`,
                    by,
                };
            }),
        ),
    );
}

/** The Service of a name; where that is unknown, each of the namespace. */
function servicesOf(name: Value, namespace: string | undefined, { stack }: ServicePods) {
    if (name.isUnknown || namespace === undefined) {
        const all = namespace === undefined ? stack.ofKind("Service") : stack.placed("Service", namespace).certain;
        return all.map((service) => ({ service, isNamed: false }));
    }
    const { object } = name.text === undefined ? {} : stack.find("Service", namespace, name.text);
    return object === undefined ? [] : [{ service: object, isNamed: true }];
}

function hostsOf({ props }: Resource): readonly string[] {
    const rules = props.at("spec.rules");
    return rules.isUnknown ? [] : rules.items.flatMap((rule) => textOf(rule.key("host")) ?? []);
}

/** The workloads that serve an Ingress: those of the release that brings its class, or of the platform's add-on of that name. */
function controllersOf(ingress: Resource, { stack, workloads }: ServicePods): Way["by"] {
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
