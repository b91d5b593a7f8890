import { parseQuantity } from "../../core/facts/kubernetes/quantity";
import { ownValue } from "../../core/own-value";
import { defaultNamespace, type NamespaceConfig } from "../namespaces/namespace-schema";
import type { Report } from "../schema/report";
import { definitionOf, type ServiceSpec } from "../workloads/kinds";
import type { PodCount } from "../workloads/kinds/definition";
import type { Placement } from "./workload-names";

/** What a quota counts, in pods, cores or bytes. */
const KINDS = ["cpu", "memory", "pods", "storage"] as const;

type NamespacesConfig = Readonly<Record<string, NamespaceConfig>>;

type Demand = Readonly<Record<(typeof KINDS)[number], number>>;

/**
 * Checks that the namespaces' own quotas let the services in. On a cluster their pods would never be made, and an update would
 * wait for them until it gives up.
 *
 * @returns what deserves a warning: autoscalers that a quota stops
 */
export function checkQuotas(placements: readonly Placement[], settings: NamespacesConfig, report: Report): string[] {
    return [...new Set(placements.map(({ namespace }) => namespace))].flatMap((name) => {
        const own = placements.filter(({ namespace }) => namespace === name);
        const services = own.flatMap((placement) => Object.values(placement.services));
        return checkQuota(name, services, ownValue(settings, name) ?? defaultNamespace(), report);
    });
}

/** Checks that a namespace lets containers have what it gives them where they say nothing. */
export function checkContainerDefaults(name: string, { containerDefaults }: NamespaceConfig, report: Report): void {
    const { memory, maxMemory } = containerDefaults;
    if (amount(memory) <= amount(maxMemory)) {
        return;
    }
    const allowed = `at most maxMemory (${maxMemory})`;
    report([name, "containerDefaults", "memory"], memory, allowed, "Lower it, or raise maxMemory.");
}

/** Checks that the namespaces' limits let every container in. */
export function checkContainers(placements: readonly Placement[], settings: NamespacesConfig, report: Report): void {
    for (const { path, namespace, services } of placements) {
        const { maxMemory } = (ownValue(settings, namespace) ?? defaultNamespace()).containerDefaults;
        for (const [service, { resources }] of Object.entries(services)) {
            const { memory } = resources.limits;
            if (amount(memory) <= amount(maxMemory)) {
                continue;
            }
            report(
                [...path, service, "resources", "limits", "memory"],
                memory,
                `at most ${maxMemory}, the most that a container of the namespace ${namespace} may use`,
                `Lower it, or raise namespaces.${namespace}.containerDefaults.maxMemory.`,
            );
        }
    }
}

function checkQuota(
    name: string,
    services: readonly ServiceSpec[],
    { quota }: NamespaceConfig,
    report: Report,
): string[] {
    const least = demandOf(services, "least");
    const most = demandOf(services, "most");
    return KINDS.flatMap((kind) => {
        const limit = amount(quota[kind]);
        if (least[kind] > limit) {
            const sum = `${inUnits(kind, least[kind])}, what the services of this namespace ask for together`;
            const surge = kind === "storage" ? "" : " and one pod more while a microservice is updated";
            report([name, "quota", kind], quota[kind], `at least ${sum}${surge}`, "Raise it, or ask for less.");
            return [];
        }
        if (most[kind] <= limit) {
            return [];
        }
        return [
            `The quota of the namespace ${name} (${kind}: ${quota[kind]}) stops its autoscalers before their max, which takes ${inUnits(kind, most[kind])}: ` +
                `raise namespaces.${name}.quota.${kind} or lower autoscaling.max.`,
        ];
    });
}

/** All services at some size, and one pod more: a microservice is updated by a new pod that is ready before an old one stops. */
function demandOf(services: readonly ServiceSpec[], size: Exclude<keyof PodCount, "surge">): Demand {
    const pods = services.map((service) => {
        const { [size]: count, surge } = definitionOf(service.kind).pods(service);
        return {
            count,
            surge,
            cpu: amount(service.resources.requests.cpu),
            memory: amount(service.resources.requests.memory),
            storage: amount(service.storage?.size ?? 0),
        };
    });
    const sum = (unit: (pod: (typeof pods)[number]) => number) =>
        pods.reduce((total, pod) => total + pod.count * unit(pod), 0);
    const largest = (unit: (pod: (typeof pods)[number]) => number) =>
        Math.max(0, ...pods.map((pod) => pod.surge * unit(pod)));
    return {
        pods: sum(() => 1) + largest(() => 1),
        cpu: sum(({ cpu }) => cpu) + largest(({ cpu }) => cpu),
        memory: sum(({ memory }) => memory) + largest(({ memory }) => memory),
        storage: sum(({ storage }) => storage),
    };
}

function amount(quantity: string | number): number {
    return parseQuantity(quantity) ?? 0;
}

function inUnits(kind: (typeof KINDS)[number], value: number): string {
    if (kind === "pods") {
        return `${value} pods`;
    }
    return kind === "cpu" ? `${Math.ceil(value * 1000)}m` : `${Math.ceil(value / 2 ** 20)}Mi`;
}
