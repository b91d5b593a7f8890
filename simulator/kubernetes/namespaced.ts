import { BUILT_IN_GROUPS } from "../../components/cluster/kubernetes-api";
import { CLUSTER_SCOPED } from "../../components/cluster/kubernetes-kinds";
import { groupOf } from "./live/object";

/**
 * Whether objects of a kind live in a namespace. No cluster can be asked about a custom resource, so the program decides:
 * it does when it names a namespace.
 */
export function isNamespaced(apiVersion: string, kind: string, givenNamespace: string | undefined): boolean {
    const group = groupOf(apiVersion);
    return BUILT_IN_GROUPS.has(group) ? !CLUSTER_SCOPED.has(`${group}/${kind}`) : givenNamespace !== undefined;
}
