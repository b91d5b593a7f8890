import { defineAddon } from "../../addon-kit/addon";
import { calicoValues } from "./values";

/**
 * Calico, installed by its operator.
 *
 * @see https://docs.tigera.io/calico/latest/about/kubernetes-training/about-network-policy
 */
export const calico = defineAddon({
    name: "calico",
    title: "Enforces NetworkPolicies.",
    chart: {
        name: "tigera-operator",
        version: "v3.32.1",
        repository: "https://docs.tigera.io/calico/charts",
        published: "2026-06-24",
    },
    // Since 3.32 the operator's chart brings no CRDs; the two versions move together.
    crds: {
        name: "crd.projectcalico.org.v1",
        version: "v3.32.1",
        repository: "https://docs.tigera.io/calico/charts",
        published: "2026-06-24",
    },
    phase: "network",
    section: "calico",
    clusters: ["eks", "existing", "embedded"],
    namespace: "tigera-operator",
    makesNamespaces: ["calico-system", "calico-apiserver"],
    // The operator runs in the host's network, because it brings the pods' network about.
    podSecurity: "privileged",
    options: ({ replicas }) => ({ replicas }),
    defaults: { small: { replicas: 1 }, full: { replicas: 3 } },
    edges: () => [],
    values: ({ kind }, { replicas }) => calicoValues(replicas, kind === "eks" ? "EKS" : undefined),
    urn: { type: "eks-platform:calico:Calico", name: "calico", release: "operator" },
});
