import { BUILT_IN_GROUPS } from "../../core/facts/kubernetes/api-groups";
import { CLUSTER_SCOPED } from "../../core/facts/kubernetes/cluster-scoped";
import { groupOf } from "../../providers/kubernetes/object";

/**
 * Whether objects of a kind live in a namespace. No cluster can be asked about a custom resource, so the program decides:
 * it does when it names a namespace.
 */
export function isNamespaced(apiVersion: string, kind: string, givenNamespace: string | undefined): boolean {
    const group = groupOf(apiVersion);
    return BUILT_IN_GROUPS.has(group) ? !CLUSTER_SCOPED.has(`${group}/${kind}`) : givenNamespace !== undefined;
}
