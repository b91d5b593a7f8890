import { CALICO_POLICIES, calicoAllowsDns, calicoCloses } from "./calico-policies";
import { CILIUM_POLICIES, ciliumAllowsDns, ciliumCloses } from "./cilium-policies";
import { kindOf, namespaceOf } from "./identity";
import type { Direction } from "./network-policies";
import type { Resource } from "./resource";
import type { Match } from "./selector";
import type { Stack } from "./stack";

/** Policies of other engines, which may close and open what they like: what they say is not read. */
const UNREAD = [
    "crd.antrea.io/NetworkPolicy",
    "crd.antrea.io/ClusterNetworkPolicy",
    "policy.networking.k8s.io/AdminNetworkPolicy",
    "policy.networking.k8s.io/BaselineAdminNetworkPolicy",
    "policy.networking.k8s.io/ClusterNetworkPolicy",
    "networking.k8s.aws/ApplicationNetworkPolicy",
    "networking.k8s.aws/ClusterNetworkPolicy",
];

/** The kinds of network policies besides that of Kubernetes. */
export const FOREIGN_POLICIES: readonly string[] = [...CALICO_POLICIES, ...CILIUM_POLICIES, ...UNREAD];

/** The network policies of the stack that are not Kubernetes' own. */
export function foreignPolicies(stack: Stack): readonly Resource[] {
    return stack.ofKind(...FOREIGN_POLICIES);
}

/** Whether a policy closes a direction of every pod of a namespace. */
export function closesNamespace(policy: Resource, namespace: string, direction: Direction): Match {
    const kind = kindOf(policy) ?? "";
    if (CALICO_POLICIES.includes(kind)) {
        return calicoCloses(policy, namespace, direction);
    }
    return CILIUM_POLICIES.includes(kind) ? ciliumCloses(policy, namespace, direction) : concerns(policy, namespace);
}

/** Whether a policy lets every pod of a namespace ask the cluster's DNS. */
export function allowsDns(policy: Resource, namespace: string, protocol: "TCP" | "UDP"): Match {
    const kind = kindOf(policy) ?? "";
    if (CALICO_POLICIES.includes(kind)) {
        return calicoAllowsDns(policy, namespace, protocol);
    }
    return CILIUM_POLICIES.includes(kind) ? ciliumAllowsDns(policy, namespace, protocol) : concerns(policy, namespace);
}

/** Whether a policy that closes no whole namespace may be about some of its pods. */
export function concerns(policy: Resource, namespace: string): Match {
    const isOfOne = ["NetworkPolicy", "CiliumNetworkPolicy", "ApplicationNetworkPolicy"].includes(policy.kind ?? "");
    const own = namespaceOf(policy);
    return isOfOne && own !== undefined && own !== namespace ? "no" : "unknown";
}
