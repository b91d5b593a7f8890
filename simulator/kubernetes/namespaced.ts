import { groupOf } from "./live/object";
import { clusterScoped } from "./live/scopes";

/** Groups of Kubernetes itself; every other group is defined by custom resource definitions. */
const builtInGroups: ReadonlySet<string> = new Set([
    "",
    "admissionregistration.k8s.io",
    "apiextensions.k8s.io",
    "apiregistration.k8s.io",
    "apps",
    "authentication.k8s.io",
    "authorization.k8s.io",
    "autoscaling",
    "batch",
    "certificates.k8s.io",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
    "flowcontrol.apiserver.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "policy",
    "rbac.authorization.k8s.io",
    "resource.k8s.io",
    "scheduling.k8s.io",
    "storage.k8s.io",
]);

/**
 * Whether objects of a kind live in a namespace. No cluster can be asked about a custom resource, so the program decides:
 * it does when it names a namespace.
 */
export function isNamespaced(apiVersion: string, kind: string, givenNamespace: string | undefined): boolean {
    const group = groupOf(apiVersion);
    return builtInGroups.has(group) ? !clusterScoped.has(`${group}/${kind}`) : givenNamespace !== undefined;
}
