/** A chart at the one version that this platform was built for. */
export interface Chart {
    readonly name: string;
    readonly version: string;
    /** Public repository (`https://...`), or registry (`oci://...`) without the chart's name. */
    readonly repository: string;
    /** The day on which the version was published. */
    readonly published: string;
    /** SHA-256 of the packaged chart, from the repository's index. @default what was fetched first */
    readonly sha256?: string;
    /**
     * API groups of the CustomResourceDefinitions in the chart's folder `crds`. Helm never removes them: every object of theirs would go
     * along. @default none
     */
    readonly crdGroups?: readonly string[];
}

/** The one place where charts are pinned. Values are checked against `tests/unit/releases/keys`; renew them with the version. */
export const CHARTS = {
    /** Since 3.32 the operator's chart brings no CRDs; the two versions move together. */
    calicoCrds: {
        name: "crd.projectcalico.org.v1",
        version: "v3.32.1",
        repository: "https://docs.tigera.io/calico/charts",
        published: "2026-06-24",
    },
    tigeraOperator: {
        name: "tigera-operator",
        version: "v3.32.1",
        repository: "https://docs.tigera.io/calico/charts",
        published: "2026-06-24",
    },
    awsLoadBalancerController: {
        name: "aws-load-balancer-controller",
        version: "3.5.0",
        repository: "https://aws.github.io/eks-charts",
        published: "2026-08-03",
        crdGroups: ["aga.k8s.aws", "elbv2.k8s.aws", "gateway.k8s.aws"],
    },
    traefik: {
        name: "traefik",
        version: "41.3.0",
        repository: "https://traefik.github.io/charts",
        published: "2026-08-21",
        crdGroups: ["hub.traefik.io", "traefik.io"],
    },
} as const satisfies Record<string, Chart>;
