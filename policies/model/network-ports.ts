import type { StackPods } from "./pod-index";
import { any, type Match } from "./selector";
import type { Value } from "./value";

/**
 * Whether a rule's ports include one.
 *
 * @param declared the ports of the pods that are connected to, because a rule may name one as they do
 */
export function allowsPort(
    ports: Value,
    protocol: string,
    port: number | undefined,
    declared: readonly DeclaredPort[] = [],
): Match {
    if (ports.isUnknown) {
        return "unknown";
    }
    if (ports.items.length === 0) {
        return "yes";
    }
    return any(ports.items.map((allowed) => allowsOnePort(allowed, protocol, port, declared)));
}

/** A rule for ports on which no container says that it listens changes nothing; one that says none may listen on all. */
export function portsOverlap(allowed: Value, declared: readonly DeclaredPort[]): Match {
    return declared.length === 0
        ? allowed.isUnknown
            ? "unknown"
            : "yes"
        : any(declared.map(({ port, protocol }) => allowsPort(allowed, protocol, port, declared)));
}

function allowsOnePort(
    allowed: Value,
    protocol: string,
    port: number | undefined,
    declared: readonly DeclaredPort[],
): Match {
    const [first, last, itsProtocol] = [allowed.key("port"), allowed.key("endPort"), allowed.key("protocol")];
    if ([allowed, first, last, itsProtocol].some((part) => part.isUnknown)) {
        return "unknown";
    }
    if ((itsProtocol.text ?? "TCP") !== protocol) {
        return "no";
    }
    if (!first.isStated) {
        return "yes";
    }
    if (port === undefined) {
        return "unknown";
    }
    const number = first.number;
    if (number !== undefined) {
        return port >= number && port <= (last.number ?? number) ? "yes" : "no";
    }
    const same = declared.filter((its) => its.protocol === protocol && its.port === port);
    const isNamed = same.some(({ name }) => name === first.text);
    return isNamed ? "yes" : same.some(({ mayBeNamed }) => mayBeNamed) ? "unknown" : "no";
}

/** A port that a container says it listens on, its number `undefined` where it is unknown. */
export interface DeclaredPort {
    readonly port: number | undefined;
    readonly protocol: string;
    readonly name: string | undefined;
    /** True where its name is unknown. */
    readonly mayBeNamed?: true;
}

/** The ports that pods say they listen on. */
export function declaredPorts({ pod }: StackPods): readonly DeclaredPort[] {
    return pod.containers
        .filter(({ role }) => role === "main" || role === "sidecar")
        .flatMap(({ value }) => (value.key("ports").isUnknown ? [] : value.key("ports").items))
        .map((entry) => ({
            port: plain(entry.key("containerPort"))?.number,
            protocol: plain(entry.key("protocol"))?.text ?? "TCP",
            name: plain(entry.key("name"))?.text,
            ...(entry.key("name").isUnknown && { mayBeNamed: true as const }),
        }));
}

function plain(value: Value): Value | undefined {
    return value.isUnknown ? undefined : value;
}
