import { namespaceOf } from "./identity";
import type { Direction } from "./network-policies";
import type { Resource } from "./resource";
import type { Match } from "./selector";
import type { Stack } from "./stack";
import type { Value } from "./value";

const GROUPS = ["crd.projectcalico.org", "projectcalico.org"];

/** Calico's own policies, of one namespace and of all. */
export function calicoPolicies(stack: Stack): readonly Resource[] {
    return stack.ofKind(...GROUPS.flatMap((group) => [`${group}/NetworkPolicy`, `${group}/GlobalNetworkPolicy`]));
}

/**
 * Whether a policy of Calico closes a direction of every pod of a namespace: it selects them all, and none of its rules
 * lets everything through. Expressions are taken for what they say only in their plain forms.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy
 */
export function closesNamespace(policy: Resource, namespace: string, direction: Direction): Match {
    const matches = [
        selectsNamespacePods(policy, namespace),
        governs(policy, direction),
        ...rulesOf(policy, direction).map(isClosed),
    ];
    return matches.includes("no") ? "no" : matches.includes("unknown") ? "unknown" : "yes";
}

/** Whether a policy of Calico lets every pod of a namespace ask port 53. */
export function allowsDns(policy: Resource, namespace: string, protocol: "TCP" | "UDP"): Match {
    if (selectsNamespacePods(policy, namespace) === "no" || governs(policy, "Egress") === "no") {
        return "no";
    }
    const allowed = rulesOf(policy, "Egress").filter((rule) => rule.key("action").text === "Allow");
    const isDns = allowed.some((rule) => {
        const ports = rule.at("destination.ports");
        const itsProtocol = rule.key("protocol");
        return (
            (!itsProtocol.isStated || String(itsProtocol.known).toUpperCase() === protocol) &&
            (!ports.isStated || ports.items.some((port) => String(port.known) === "53"))
        );
    });
    return isDns ? selectsNamespacePods(policy, namespace) : "no";
}

function selectsNamespacePods(policy: Resource, namespace: string): Match {
    const spec = policy.props.key("spec");
    if (policy.kind === "NetworkPolicy") {
        const own = namespaceOf(policy);
        return own === undefined ? "unknown" : own === namespace ? isAll(spec.key("selector")) : "no";
    }
    const [pods, namespaces] = [isAll(spec.key("selector")), namesNamespace(spec.key("namespaceSelector"), namespace)];
    return namespaces === "no" ? "no" : pods === "yes" ? namespaces : pods;
}

function isAll(selector: Value): Match {
    const text = selector.isUnknown ? undefined : (selector.text ?? "");
    return text !== undefined && /^\s*(all\(\))?\s*$/.test(text) ? "yes" : "unknown";
}

function namesNamespace(selector: Value, namespace: string): Match {
    const text = selector.isUnknown ? undefined : (selector.text ?? "");
    const match = /^\s*(?:projectcalico\.org\/name|kubernetes\.io\/metadata\.name)\s*==\s*["']([^"']*)["']\s*$/.exec(
        text ?? "",
    );
    return match === null ? isAll(selector) : match[1] === namespace ? "yes" : "no";
}

/** Without `types` a policy is about egress where it has such rules, and about ingress where it has such or none. */
function governs(policy: Resource, direction: Direction): Match {
    const types = policy.props.at("spec.types");
    if (types.isUnknown) {
        return "unknown";
    }
    if (types.items.length > 0) {
        return types.includes(direction) ? "yes" : "no";
    }
    const hasEgress = rulesOf(policy, "Egress").length > 0;
    return (direction === "Egress" ? hasEgress : !hasEgress || rulesOf(policy, "Ingress").length > 0) ? "yes" : "no";
}

function rulesOf({ props }: Resource, direction: Direction): readonly Value[] {
    return props.at("spec").key(direction.toLowerCase()).items;
}

/** Whether a rule leaves something closed; `Pass` hands on to rules elsewhere. */
function isClosed(rule: Value): Match {
    const action = rule.key("action");
    if (action.isUnknown || action.text === "Pass") {
        return "unknown";
    }
    const isLimited = ["protocol", "source", "destination", "icmp", "http"].some((field) => rule.key(field).isStated);
    return action.text !== "Allow" || isLimited ? "yes" : "no";
}
