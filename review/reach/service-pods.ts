import { namespaceOf } from "../../policies/model/identity";
import { textOf } from "../../policies/model/known";
import type { StackPods } from "../../policies/model/pod-index";
import type { Resource } from "../../policies/model/resource";
import type { Stack } from "../../policies/model/stack";
import type { Value } from "../../policies/model/value";
import { ALL_PORTS, NO_PORTS, type PortSet, portRange } from "./port-set";
import { joined, nothing, type Span } from "./rule-ports";
import type { Workload } from "./workloads";

/** A workload that a Service sends requests to. */
export interface Backend {
    readonly workload: Workload;
    /** False where the Service may or may not select its pods. */
    readonly isCertain: boolean;
}

/** Finds what stands behind Services. */
export class ServicePods {
    private readonly byPods: ReadonlyMap<StackPods, Workload>;

    constructor(
        readonly stack: Stack,
        readonly workloads: readonly Workload[],
    ) {
        this.byPods = new Map(workloads.map((workload) => [workload.pods, workload]));
    }

    behind(service: Resource): readonly Backend[] {
        const selector = service.props.at("spec.selector");
        if (!selector.isUnknown && selector.entries.length === 0) {
            return [];
        }
        const { certain, possible } = this.stack.labelledPods(namespaceOf(service), selector);
        return [
            ...this.backends(certain, true),
            // A patch of a Service leaves out what it does not change.
            ...this.backends(possible, false),
        ];
    }

    private backends(pods: readonly StackPods[], isCertain: boolean): readonly Backend[] {
        return pods.flatMap((one) => {
            const workload = this.byPods.get(one);
            return workload === undefined ? [] : [{ workload, isCertain }];
        });
    }
}

/**
 * The ports of pods to which the ports of a Service lead.
 *
 * @param wanted number or name of one of the Service's ports. @default all of them
 */
export function targetPorts(service: Resource, { ports: declared }: Workload, wanted?: Value): Span {
    const ports = service.props.at("spec.ports");
    if (ports.isUnknown) {
        return open(ALL_PORTS);
    }
    return ports.items
        .filter((port) => !isOther(port, wanted))
        .map((port): Span => {
            const [target, number, protocol] = [port.key("targetPort"), port.key("port"), port.key("protocol")];
            if ([target, number, protocol].some((part) => part.isUnknown)) {
                return open(ALL_PORTS);
            }
            const own = protocol.text ?? "TCP";
            const name = target.text;
            if (name === undefined) {
                const to = target.number ?? number.number;
                return sure(portRange(own, to, to));
            }
            if (declared === undefined) {
                return open(portRange(own));
            }
            return declared
                .filter((one) => one.name === name && one.protocol === own)
                .map((one) =>
                    one.port === undefined ? open(portRange(own)) : sure(portRange(own, one.port, one.port)),
                )
                .reduce(joined, nothing);
        })
        .reduce(joined, nothing);
}

/** Whether a port of a Service is certain not to be the one that is wanted. */
function isOther(port: Value, wanted: Value | undefined): boolean {
    const names = [port.key("port"), port.key("name")];
    const isAny = wanted === undefined || wanted.isUnknown || !wanted.present;
    return !isAny && !names.some((one) => one.isUnknown || one.known === wanted.known);
}

function sure(ports: PortSet): Span {
    return { certain: ports, possible: ports };
}

function open(possible: PortSet): Span {
    return { certain: NO_PORTS, possible };
}

/** The texts of a list, as far as they are known. */
export function knownTextsOf(list: Value): readonly string[] {
    return list.isUnknown ? [] : list.items.flatMap((item) => textOf(item) ?? []);
}
