import { namespaceOf } from "./identity";
import type { Direction } from "./network-policies";
import { newReading } from "./reading";
import type { Resource } from "./resource";
import { all, any, type Match, selects } from "./selector";
import { Value } from "./value";

/** Cilium's own policies, of one namespace and of all. */
export const CILIUM_POLICIES = ["cilium.io/CiliumNetworkPolicy", "cilium.io/CiliumClusterwideNetworkPolicy"];

/** Labels by which Cilium knows the namespace of a pod, each with and without the source `k8s:`. */
const NAMESPACE_LABELS = [
    "io.kubernetes.pod.namespace",
    "io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name",
].flatMap((label) => [label, `k8s:${label}`]);

/**
 * Whether a policy of Cilium closes a direction of every pod of a namespace: it selects them all and has rules for the
 * direction, an empty one among them, of which none lets everything through.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/intro/#policy-enforcement-modes
 */
export function ciliumCloses(policy: Resource, namespace: string, direction: Direction): Match {
    return any(
        specsOf(policy).map((spec) =>
            all([
                selectsNamespace(policy, spec, namespace),
                governs(spec, direction),
                ...rulesOf(spec, direction).map((rule) => isClosed(policy, rule)),
            ]),
        ),
    );
}

/** Whether a policy of Cilium lets every pod of a namespace ask the cluster's DNS. */
export function ciliumAllowsDns(policy: Resource, namespace: string, protocol: "TCP" | "UDP"): Match {
    return any(
        specsOf(policy).map((spec) =>
            all([
                selectsNamespace(policy, spec, namespace),
                any(rulesOf(spec, "Egress").map((rule) => all([isDnsPort(rule, protocol), isDnsPeer(rule)]))),
            ]),
        ),
    );
}

function specsOf({ props }: Resource): readonly Value[] {
    return [props.key("spec"), ...props.key("specs").items].filter((spec) => spec.isStated);
}

function selectsNamespace(policy: Resource, spec: Value, namespace: string): Match {
    const own = policy.kind === "CiliumNetworkPolicy" ? namespaceOf(policy) : namespace;
    const selector = spec.key("endpointSelector");
    if (spec.isUnknown || own === undefined) {
        return "unknown";
    }
    // A selector that asks for more than the namespace is not about all of its pods.
    return own === namespace && selector.isStated ? selects(selector, labelled({}, namespace)) : "no";
}

function labelled(labels: Readonly<Record<string, string>>, namespace: string): Value {
    const own = Object.entries(labels).flatMap(([key, value]) => [
        [key, value],
        [`k8s:${key}`, value],
    ]);
    const places = NAMESPACE_LABELS.map((label) => [label, namespace]);
    return new Value(Object.fromEntries([...own, ...places]), newReading(false));
}

function governs(spec: Value, direction: Direction): Match {
    const name = direction.toLowerCase();
    const stated = spec.key("enableDefaultDeny").key(name);
    const rules = [spec.key(name), spec.key(`${name}Deny`)];
    if (stated.isUnknown || rules.some((part) => part.isUnknown)) {
        return "unknown";
    }
    return typeof stated.known === "boolean"
        ? stated.known
            ? "yes"
            : "no"
        : rules.some((part) => part.items.length > 0)
          ? "yes"
          : "no";
}

function rulesOf(spec: Value, direction: Direction): readonly Value[] {
    return spec.key(direction.toLowerCase()).items;
}

/** A rule without peers and ports selects nobody. */
function isClosed({ kind }: Resource, rule: Value): Match {
    if (rule.isUnknown) {
        return "unknown";
    }
    const isLimited = ["toPorts", "icmps", "authentication"].some((field) => rule.key(field).isStated);
    const entities = ["fromEntities", "toEntities"].flatMap((field) => rule.key(field).texts);
    const endpoints = ["fromEndpoints", "toEndpoints"].flatMap((field) => rule.key(field).items);
    const isEveryEndpoint =
        kind !== "CiliumNetworkPolicy" && endpoints.some((one) => one.known !== undefined && one.entries.length === 0);
    return !isLimited && (entities.includes("all") || isEveryEndpoint) ? "no" : "yes";
}

function isDnsPort(rule: Value, protocol: string): Match {
    const ports = rule.key("toPorts").items.flatMap((part) => part.key("ports").items);
    const fits = ports.some((port) => {
        const its = String(port.key("protocol").known ?? "ANY").toUpperCase();
        return String(port.key("port").known) === "53" && ["ANY", protocol].includes(its);
    });
    return rule.key("toPorts").isUnknown ? "unknown" : ports.length === 0 || fits ? "yes" : "no";
}

const PEERS = ["toEndpoints", "toEntities", "toServices", "toCIDR", "toCIDRSet", "toFQDNs", "toNodes", "toGroups"];

function isDnsPeer(rule: Value): Match {
    if (!rule.isUnknown && rule.entries.length === 0) {
        // It closes the direction and selects nobody.
        return "no";
    }
    const stated = PEERS.filter((field) => rule.key(field).isStated);
    const dns = labelled({ "k8s-app": "kube-dns", "eks.amazonaws.com/component": "coredns" }, "kube-system");
    return any([
        stated.length === 0 ? "yes" : "no",
        rule.key("toEntities").texts.some((entity) => ["all", "cluster"].includes(entity)) ? "yes" : "no",
        ...rule.key("toEndpoints").items.map((endpoint) => selects(endpoint, dns)),
        rule.key("toServices").isStated || rule.key("toCIDR").isStated || rule.key("toCIDRSet").isStated
            ? "unknown"
            : "no",
    ]);
}
