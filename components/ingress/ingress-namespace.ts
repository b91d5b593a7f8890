/** Where the ingress controller runs; workloads that are exposed let in the pods of this namespace. */
export const INGRESS_NAMESPACE = "ingress";
