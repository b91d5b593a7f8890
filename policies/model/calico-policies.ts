import { namespaceOf } from "./identity";
import type { Direction } from "./network-policies";
import type { Resource } from "./resource";
import { all, type Match } from "./selector";
import type { Value } from "./value";

/** Calico's own policies, of one namespace and of all. */
export const CALICO_POLICIES = ["crd.projectcalico.org", "projectcalico.org"].flatMap((group) => [
    `${group}/NetworkPolicy`,
    `${group}/GlobalNetworkPolicy`,
]);

/**
 * Whether a policy of Calico closes a direction of every pod of a namespace: it selects them all, and none of its rules
 * lets everything through.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy
 */
export function calicoCloses(policy: Resource, namespace: string, direction: Direction): Match {
    return all([
        selectsNamespacePods(policy, namespace),
        governs(policy, direction),
        ...rulesOf(policy, direction).map(isClosed),
    ]);
}

/** Whether a policy of Calico lets every pod of a namespace ask port 53. */
export function calicoAllowsDns(policy: Resource, namespace: string, protocol: "TCP" | "UDP"): Match {
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
    const own = policy.kind === "NetworkPolicy" ? namespaceOf(policy) : namespace;
    if (own !== namespace) {
        return own === undefined ? "unknown" : "no";
    }
    const namespaces = policy.kind === "NetworkPolicy" ? "yes" : selectsBy(spec.key("namespaceSelector"), namespace);
    const pods = selectsBy(spec.key("selector"), namespace);
    // A selector that asks for labels of pods is not about all of them.
    return all([namespaces, spec.key("selector").isUnknown || pods === "yes" ? pods : "no"]);
}

const NAME = "(?:projectcalico\\.org/(?:name|namespace)|kubernetes\\.io/metadata\\.name)";
const CLAUSES: readonly (readonly [RegExp, (text: string, namespace: string) => boolean])[] = [
    [/^(all\(\))?$/, () => true],
    [new RegExp(`^has\\(${NAME}\\)$`), () => true],
    [new RegExp(`^${NAME}\\s*==\\s*(.*)$`), (text, namespace) => namesIn(text).includes(namespace)],
    [new RegExp(`^${NAME}\\s*!=\\s*(.*)$`), (text, namespace) => !namesIn(text).includes(namespace)],
    [new RegExp(`^${NAME}\\s+in\\s+(.*)$`), (text, namespace) => namesIn(text).includes(namespace)],
    [new RegExp(`^${NAME}\\s+not\\s+in\\s+(.*)$`), (text, namespace) => !namesIn(text).includes(namespace)],
];

/** Whether every pod of a namespace passes a selector, told by clauses on the namespace's name, joined by `&&`. */
function selectsBy(selector: Value, namespace: string): Match {
    if (selector.isUnknown) {
        return "unknown";
    }
    return all(
        (selector.text ?? "").split("&&").map((part) => {
            for (const [pattern, test] of CLAUSES) {
                const match = pattern.exec(part.trim());
                if (match !== null) {
                    return test(match[1] ?? "", namespace) ? "yes" : "no";
                }
            }
            return "unknown";
        }),
    );
}

function namesIn(text: string): readonly string[] {
    return [...text.matchAll(/["']([^"']*)["']/g)].map(([, name]) => name ?? "");
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
