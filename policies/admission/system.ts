import { celTexts } from "./cel";

/** Users that are parts of the control plane, of EKS's too. */
const SYSTEM_USERS = "^(system:(apiserver|kube-controller-manager|kube-scheduler|node:.*)|eks:.*)$";

/** A condition under which a policy looks at a request at all. */
export interface MatchCondition {
    readonly name: string;
    readonly expression: string;
}

/**
 * Conditions that leave the cluster's own work alone: what its control plane and the agents in the namespaces do, and the cluster-wide
 * objects of Helm releases in them, such as a controller's ClusterRole. A workload is judged where a person or a pipeline writes it; the
 * pods that Kubernetes' own controllers then make of it are not judged again.
 */
export function systemConditions(namespaces: readonly string[]): readonly MatchCondition[] {
    const agents = celTexts(namespaces.map((namespace) => `system:serviceaccounts:${namespace}`));
    return [
        {
            name: "not-the-system",
            expression:
                `!request.userInfo.username.matches(${JSON.stringify(SYSTEM_USERS)}) && ` +
                `!request.userInfo.?groups.orValue([]).exists(g, g in ${agents})`,
        },
        {
            name: "not-a-release-of-the-system",
            expression:
                `request.?namespace.orValue("") != "" || !(dyn(object).metadata.?annotations.orValue({})` +
                `[?"meta.helm.sh/release-namespace"].orValue("") in ${celTexts(namespaces)})`,
        },
    ];
}
