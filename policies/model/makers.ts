import { isUnplaced, namespaceOf, objectName } from "./identity";
import type { Resource } from "./resource";
import type { Value } from "./value";

/** What the controller of a custom resource makes in the cluster. */
export interface Maker {
    /** Group and kind, with `*` for any text. */
    readonly kinds: readonly string[];
    /**
     * `package`: whatever stands in a chart or a folder that is not seen. `guards`: objects of any kind for the namespaces of
     * others. `pods`: pods and what belongs to them. `nothing` that another object could name.
     */
    readonly makes: "package" | "guards" | "pods" | "nothing";
    /** Namespace in which it makes them, `undefined` for any. @default the custom resource's own */
    readonly place?: (resource: Resource) => string | undefined;
    /** Folders of a repository that hold the package: what stands in them is seen where they are read. @default none */
    readonly folders?: (resource: Resource) => readonly Value[];
}

/** The namespace of a custom resource; `undefined` where it may be in any. */
export function ownPlace(resource: Resource): string | undefined {
    return isUnplaced(resource) ? undefined : namespaceOf(resource);
}

/** A target that is stated, else one's own namespace. */
const into =
    (path: string) =>
    (resource: Resource): string | undefined => {
        const target = resource.props.at(path);
        return target.isUnknown ? undefined : target.text || ownPlace(resource);
    };

/** A target that is stated, else any namespace; one with `{{` in it is a template. */
const intoStated =
    (path: string) =>
    ({ props }: Resource): string | undefined => {
        const target = props.at(path);
        return target.isUnknown || target.text?.includes("{{") === true ? undefined : target.text || undefined;
    };

const anywhere = () => undefined;

/**
 * The first row that fits a kind counts. A kind without a row is taken for one whose controller makes Secrets and ConfigMaps,
 * and objects called after it: operators of databases, queues and the like do.
 */
export const MAKERS: readonly Maker[] = [
    { kinds: ["helm.toolkit.fluxcd.io/HelmRelease"], makes: "package", place: into("spec.targetNamespace") },
    {
        kinds: ["kustomize.toolkit.fluxcd.io/Kustomization"],
        makes: "package",
        place: intoStated("spec.targetNamespace"),
        folders: ({ props }) => [props.at("spec.path")],
    },
    {
        kinds: ["argoproj.io/Application"],
        makes: "package",
        place: intoStated("spec.destination.namespace"),
        folders: ({ props }) =>
            [props.at("spec.source"), ...props.at("spec.sources").items].map((source) => source.key("path")),
    },
    {
        kinds: ["argoproj.io/ApplicationSet"],
        makes: "package",
        place: intoStated("spec.template.spec.destination.namespace"),
    },
    {
        kinds: ["helm.cattle.io/HelmChart", "k3s.cattle.io/Addon"],
        makes: "package",
        place: into("spec.targetNamespace"),
    },
    { kinds: ["fleet.cattle.io/*"], makes: "package", place: intoStated("spec.targetNamespace") },
    { kinds: ["helm.crossplane.io/Release"], makes: "package", place: intoStated("spec.forProvider.namespace") },
    {
        kinds: [
            "pulumi.com/*",
            "auto.pulumi.com/*",
            "install.istio.io/*",
            "sailoperator.io/*",
            "operators.coreos.com/*",
            "operator.knative.dev/*",
            "operator.tekton.dev/*",
            "fluxcd.controlplane.io/*",
            "addons.cluster.x-k8s.io/*",
            "app.k8s.io/*",
            "kubernetes.crossplane.io/Object",
            "work.karmada.io/*",
            "apps.open-cluster-management.io/*",
        ],
        makes: "package",
        place: anywhere,
    },
    { kinds: ["kyverno.io/ClusterPolicy", "capsule.clastix.io/*", "hnc.x-k8s.io/*"], makes: "guards", place: anywhere },
    { kinds: ["kyverno.io/Policy"], makes: "guards" },
    {
        kinds: ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"].map(
            (kind) => `monitoring.coreos.com/${kind}`,
        ),
        makes: "pods",
    },
    {
        kinds: ["argoproj.io/Workflow", "argoproj.io/CronWorkflow", "argoproj.io/EventSource", "argoproj.io/EventBus"],
        makes: "pods",
    },
    { kinds: ["gateway.networking.k8s.io/Gateway", "serving.knative.dev/*"], makes: "pods" },
    {
        kinds: [
            "*projectcalico.org/*",
            "cilium.io/*",
            "crd.antrea.io/*",
            "traefik.io/*",
            "traefik.containo.us/*",
            "keda.sh/*",
            "kyverno.io/*",
            "*gatekeeper.sh/*",
            "policies.kubewarden.io/*",
            "monitoring.coreos.com/*",
            "autoscaling.k8s.io/*",
            "argoproj.io/*",
            "*.toolkit.fluxcd.io/*",
            "gateway.networking.k8s.io/*",
            "*networking.x-k8s.io/*",
            "policy.networking.k8s.io/*",
            "networking.istio.io/*",
            "security.istio.io/*",
            "telemetry.istio.io/*",
            "extensions.istio.io/*",
            "linkerd.io/*",
            "policy.linkerd.io/*",
            "snapshot.storage.k8s.io/*",
            "apiextensions.k8s.io/*",
            "apiregistration.k8s.io/*",
            "metrics.k8s.io/*",
            "*k8s.aws/*",
            "*k8s.amazonaws.com/*",
            "karpenter.sh/*",
            "externaldns.k8s.io/*",
            "metallb.io/*",
            "velero.io/*",
            "external-secrets.io/*",
            "bitnami.com/*",
            "cert-manager.io/*",
            "secrets-store.csi.x-k8s.io/*",
            "apps.kruise.io/*",
            "kustomize.config.k8s.io/*",
            "cloud.google.com/*",
            "networking.gke.io/*",
        ],
        makes: "nothing",
    },
];

/**
 * Where kinds name the Secrets that their controllers make; without a name, the object's own.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/ and the documentation of each controller
 */
export const SECRET_NAMES: ReadonlyMap<string, (resource: Resource) => readonly Value[]> = new Map(
    Object.entries<(resource: Resource) => readonly Value[]>({
        "external-secrets.io/ExternalSecret": ({ props }) => [props.at("spec.target.name")],
        "kubernetes-client.io/ExternalSecret": own,
        "bitnami.com/SealedSecret": ({ props }) => [props.at("spec.template.metadata.name")],
        "cert-manager.io/Certificate": ({ props }) => [props.at("spec.secretName")],
        "cert-manager.io/Issuer": ({ props }) => [props.at("spec.acme.privateKeySecretRef.name")],
        "secrets-store.csi.x-k8s.io/SecretProviderClass": ({ props }) =>
            props.at("spec.secretObjects").items.map((secret) => secret.key("secretName")),
        "secrets.hashicorp.com/VaultStaticSecret": ({ props }) => [props.at("spec.destination.name")],
        "secrets.hashicorp.com/VaultDynamicSecret": ({ props }) => [props.at("spec.destination.name")],
        "secrets.hashicorp.com/VaultPKISecret": ({ props }) => [props.at("spec.destination.name")],
        "isindir.github.com/SopsSecret": ({ props }) =>
            props.at("spec.secretTemplates").items.map((template) => template.key("name")),
        "onepassword.com/OnePasswordItem": own,
        "objectbucket.io/ObjectBucketClaim": own,
    }),
);

function own({ props }: Resource): readonly Value[] {
    return [props.at("metadata.name")];
}

/** Whether a name tells that an object belongs to a custom resource: it holds the resource's name, or says its kind. */
export function isCalledAfter(text: string, resource: Resource): boolean {
    const words = text.toLowerCase().split(/[-._/]/);
    const own = objectName(resource)?.toLowerCase();
    const parts = own?.split(/[-._]/) ?? [];
    const holdsName =
        parts.length > 0 && words.some((_, at) => parts.every((part, index) => words[at + index] === part));
    return holdsName || words.includes((resource.kind ?? "").toLowerCase());
}
