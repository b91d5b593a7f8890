/**
 * The namespaces that Kubernetes makes for itself in every cluster.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces
 */
export const KUBERNETES_NAMESPACES: readonly string[] = ["kube-system", "kube-public", "kube-node-lease"];
