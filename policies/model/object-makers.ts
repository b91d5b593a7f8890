import { BUILT_IN_GROUPS } from "../../components/cluster/kubernetes-kinds";
import { COLLECTIONS } from "./clusters";
import { CLUSTER_SCOPE, namespaceOf, objectName } from "./identity";
import type { Resource } from "./resource";
import type { Subject } from "./rule";
import type { Match } from "./selector";
import type { Value } from "./value";

/** Where kinds name the Secrets that their controllers make; without a name, the object's own. */
const SECRET_MAKERS: ReadonlyMap<string, (resource: Resource) => readonly Value[]> = new Map(
    Object.entries<(resource: Resource) => readonly Value[]>({
        "external-secrets.io/ExternalSecret": ({ props }) => [props.at("spec.target.name")],
        "bitnami.com/SealedSecret": ({ props }) => [props.at("spec.template.metadata.name")],
        "cert-manager.io/Certificate": ({ props }) => [props.at("spec.secretName")],
        "secrets-store.csi.x-k8s.io/SecretProviderClass": ({ props }) =>
            props.at("spec.secretObjects").items.map((secret) => secret.key("secretName")),
    }),
);

/** Issues the certificates of an Ingress or Gateway into the Secrets that it names. */
const CERTIFICATE_ANNOTATIONS = ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer", "kubernetes.io/tls-acme"];

/** What the controller of a custom resource that is not known makes for others to name. */
const USUALLY_MADE = ["Secret", "ConfigMap"];

/** What guards the workloads of others, which no controller of a custom resource makes for them. */
const GUARDS = ["networking.k8s.io/NetworkPolicy", "policy/PodDisruptionBudget", "ResourceQuota"];

/** Custom resources whose controllers make no object that another could name. Those that make pods are seen as such. */
const HARMLESS_GROUPS: readonly RegExp[] = [
    /(^|\.)projectcalico\.org$/,
    /^(cilium\.io|traefik\.io|keda\.sh|kyverno\.io|monitoring\.coreos\.com|autoscaling\.k8s\.io|argoproj\.io)$/,
    /^(gateway|policy)\.networking\.k8s\.io$/,
    /^(networking|security|telemetry)\.istio\.io$/,
    /^(snapshot\.storage|apiextensions|apiregistration|metrics)\.k8s\.io$/,
    /(^|\.)k8s\.aws$/,
    /^karpenter\.(sh|k8s\.aws)$/,
    /^(external-secrets\.io|bitnami\.com|cert-manager\.io|secrets-store\.csi\.x-k8s\.io)$/,
];

/** Kinds of harmless groups that do make objects by names of their own, of any kind that runs a workload. */
const WORKLOAD_MAKERS = ["Prometheus", "Alertmanager", "ThanosRuler", "Application", "ApplicationSet", "Workflow"];

const RELEASE = "kubernetes:helm.sh/v3:Release";

/** What makes objects in the cluster besides the stack's own declarations. */
export class ObjectMakers {
    private readonly releases = new Places();
    private readonly workloadMakers = new Places();
    private readonly customResources = new Places();
    private readonly accounts = new Set<string>();
    private readonly secrets = new Set<string>();
    private readonly unnamedSecrets = new Set<string | undefined>();

    constructor(subjects: readonly Subject[]) {
        const opened = new Set(
            subjects.flatMap(({ resource: { release, urn } }) => (release && (urn ?? release)) ?? []),
        );
        const parents = new Set(subjects.flatMap(({ resource }) => resource.options.parent ?? []));
        for (const { resource, pods } of subjects) {
            this.addSecrets(resource);
            if (resource.type === RELEASE) {
                this.addRelease(resource, opened);
            } else if (COLLECTIONS.test(resource.type)) {
                // Without any children, what one holds is not known.
                if (resource.urn === undefined || !parents.has(resource.urn)) {
                    this.releases.add(undefined);
                }
            } else if (pods.length === 0 && WORKLOAD_MAKERS.includes(resource.kind ?? "") && isCustom(resource)) {
                this.workloadMakers.add(namespaceOf(resource));
            } else if (pods.length === 0 && isCustom(resource) && !isHarmless(resource)) {
                this.customResources.add(namespaceOf(resource));
            }
        }
    }

    /**
     * Whether something in the stack may make an object of a kind in a namespace that the stack does not tell of: a
     * chart that could not be opened any, a controller what its custom resource is for.
     */
    mayMake(kind: string, namespace: string): boolean {
        return (
            this.releases.include(namespace) ||
            (!GUARDS.includes(kind) && this.workloadMakers.include(namespace)) ||
            (USUALLY_MADE.includes(kind) && this.customResources.include(namespace))
        );
    }

    /**
     * Whether something makes an object by its name: an ExternalSecret, a Certificate or the like a Secret, and a chart
     * that could not be opened the ServiceAccount that its values ask for.
     */
    makes(kind: string, namespace: string | undefined, name: string): Match {
        return kind === "Secret"
            ? this.makesSecret(namespace, name)
            : kind === "ServiceAccount" && this.accounts.has(`${namespace}/${name}`)
              ? "yes"
              : "no";
    }

    private makesSecret(namespace: string | undefined, name: string): Match {
        if (this.secrets.has(`${namespace}/${name}`)) {
            return "yes";
        }
        const mayBe = namespace === undefined ? this.unnamedSecrets.size > 0 : this.unnamedSecrets.has(namespace);
        return mayBe || this.unnamedSecrets.has(undefined) ? "unknown" : "no";
    }

    /** A release whose chart was opened holds nothing that is not seen. */
    private addRelease({ props, name, urn }: Resource, opened: ReadonlySet<string>): void {
        const releaseName = props.key("name");
        const own = releaseName.isUnknown ? name : (releaseName.text ?? name);
        if (!opened.has(urn ?? own ?? "")) {
            const stated = props.key("namespace");
            const namespace = stated.isUnknown ? undefined : stated.text || "default";
            this.releases.add(namespace);
            for (const account of accountsIn(props.key("values"))) {
                this.accounts.add(`${namespace}/${account}`);
            }
        }
    }

    private addSecrets(resource: Resource): void {
        const namespace = namespaceOf(resource);
        for (const name of secretsMadeFor(resource)) {
            if (name === undefined || namespace === undefined) {
                this.unnamedSecrets.add(namespace);
            } else {
                this.secrets.add(`${namespace}/${name}`);
            }
        }
        if (resource.kind === "ClusterExternalSecret") {
            this.unnamedSecrets.add(undefined);
        }
    }
}

/** Names of the Secrets that controllers make for an object, `undefined` for one whose name is unknown. */
function secretsMadeFor(resource: Resource): readonly (string | undefined)[] {
    const own = SECRET_MAKERS.get(`${resource.group}/${resource.kind}`);
    if (own !== undefined) {
        return own(resource).map((name) => (name.isUnknown ? undefined : (name.text ?? objectName(resource))));
    }
    const annotations = resource.props.at("metadata.annotations");
    const isIssued =
        !annotations.isUnknown && CERTIFICATE_ANNOTATIONS.some((annotation) => annotations.key(annotation).isStated);
    if (!isIssued) {
        return [];
    }
    const secrets =
        resource.kind === "Gateway"
            ? resource.props
                  .at("spec.listeners")
                  .items.flatMap((listener) => listener.at("tls.certificateRefs").items.map((ref) => ref.key("name")))
            : resource.props.at("spec.tls").items.map((tls) => tls.key("secretName"));
    return secrets.map((name) => (name.isUnknown ? undefined : name.text));
}

/** Names of the ServiceAccounts that the values of a chart ask for, as charts take them: `serviceAccount: {create, name}`. */
function accountsIn(values: Value): readonly string[] {
    const children = values.isUnknown ? [] : values.entries;
    return children.flatMap(([key, value]) => {
        const [create, name] = [value.key("create"), value.key("name")];
        const isAsked = key === "serviceAccount" && !create.isUnknown && create.known !== false && !name.isUnknown;
        return [...(isAsked ? name.texts : []), ...accountsIn(value)];
    });
}

function isCustom({ group, kind }: Resource): boolean {
    return (
        kind !== undefined &&
        group !== undefined &&
        !["", "helm.sh", "extensions"].includes(group) &&
        !BUILT_IN_GROUPS.has(group)
    );
}

function isHarmless({ group = "" }: Resource): boolean {
    return HARMLESS_GROUPS.some((pattern) => pattern.test(group));
}

/** Namespaces, or all of them where one is not known. */
class Places {
    private readonly namespaces = new Set<string | undefined>();

    add(namespace: string | undefined): void {
        this.namespaces.add(namespace);
    }

    /** What is in any namespace may be without one, too. */
    include(namespace: string): boolean {
        return (
            this.namespaces.has(undefined) ||
            (namespace === CLUSTER_SCOPE ? this.namespaces.size > 0 : this.namespaces.has(namespace))
        );
    }
}
