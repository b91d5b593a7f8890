import { type AlbTarget, albActionAnnotation, albTargets } from "./alb-ingress";
import { CLUSTER_SCOPE, kindOf, namespaceOf, qualifiedKind } from "./identity";
import type { PodView } from "./pod";
import type { Resource } from "./resource";
import type { Subject } from "./rule";
import type { Value } from "./value";

/** One place where an object names another. */
export interface Reference {
    /** The name. */
    readonly at: Value;
    /** Kind of the object named, written `group/Kind`. */
    readonly kind: string;
    /** Its namespace, `CLUSTER_SCOPE` for kinds without; `undefined` where it is unknown. */
    readonly namespace: string | undefined;
}

/** Every place where an object or its pods name another object that they cannot do without. */
export function referencesOf({ resource, pods }: Subject): readonly Reference[] {
    const read = OBJECTS.get(kindOf(resource) ?? "");
    const namespace = namespaceOf(resource);
    const replaced = replacedVolumes(resource);
    return [
        ...(read?.(resource, namespace) ?? []),
        ...pods.flatMap((pod) => podReferences(pod, namespace, replaced)),
    ].filter(({ at }) => at.isStated);
}

/** A StatefulSet puts the claim of a template in the place of the pod's volume of that name. */
function replacedVolumes(resource: Resource): readonly (string | undefined)[] {
    return kindOf(resource) === "apps/StatefulSet"
        ? resource.props.at("spec.volumeClaimTemplates").items.map((template) => template.at("metadata.name").text)
        : [];
}

type Read = (resource: Resource, namespace: string | undefined) => readonly Reference[];

const OBJECTS: ReadonlyMap<string, Read> = new Map(
    Object.entries<Read>({
        PersistentVolumeClaim: ({ props }) => [storageClass(props.key("spec"))],
        "apps/StatefulSet": ({ props }, namespace) => [
            { at: props.at("spec.serviceName"), kind: "Service", namespace },
            ...props.at("spec.volumeClaimTemplates").items.map((template) => storageClass(template.key("spec"))),
        ],
        "autoscaling/HorizontalPodAutoscaler": ({ props }, namespace) => {
            const target = props.at("spec.scaleTargetRef");
            const kind = target.key("kind");
            return kind.isUnknown || target.key("apiVersion").isUnknown || kind.text === undefined
                ? []
                : [
                      {
                          at: target.key("name"),
                          kind: qualifiedKind(groupOf(target.key("apiVersion").text), kind.text),
                          namespace,
                      },
                  ];
        },
        "rbac.authorization.k8s.io/RoleBinding": binding,
        "rbac.authorization.k8s.io/ClusterRoleBinding": binding,
        "networking.k8s.io/Ingress": ({ props }, namespace) => [
            ...ingressBackends(props)
                .filter((backend) => !isAlbAction(backend))
                .map((backend) => ({ at: backendName(backend), kind: "Service", namespace })),
            ...ingressTargets(props).map(({ name }) => ({ at: name, kind: "Service", namespace })),
            ...props.at("spec.tls").items.map((tls) => ({ at: tls.key("secretName"), kind: "Secret", namespace })),
        ],
        ...Object.fromEntries(
            ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"].map((kind) => [
                `gateway.networking.k8s.io/${kind}`,
                ({ props }: Resource, namespace: string | undefined) =>
                    routeBackends(props).map((backend) => ({
                        at: backend.key("name"),
                        kind: "Service",
                        namespace: otherNamespace(backend.key("namespace"), namespace),
                    })),
            ]),
        ),
    }),
);

/** The backends of an Ingress, in its present form and in the one before `networking.k8s.io/v1`. */
export function ingressBackends(props: Value): readonly Value[] {
    const spec = props.key("spec");
    const backends = [
        spec.key("defaultBackend"),
        spec.key("backend"),
        ...spec.key("rules").items.flatMap((rule) => rule.at("http.paths").items.map((path) => path.key("backend"))),
    ];
    return backends.filter((backend) => backend.isStated && !backend.key("resource").isStated);
}

/** The name of an Ingress backend's Service. The AWS Load Balancer Controller takes names of its actions, too. */
export function backendName(backend: Value): Value {
    const legacy = backend.key("serviceName");
    return legacy.isStated && !backend.isUnknown ? legacy : backend.at("service.name");
}

/** The Services to which actions of the AWS Load Balancer Controller forward, each action once. */
export function ingressTargets(props: Value): readonly AlbTarget[] {
    const names = new Set(ingressBackends(props).map((backend) => backendName(backend).text ?? ""));
    return [...names].flatMap((name) => albTargets(albActionAnnotation(props, name)));
}

/** The port that an Ingress backend asks for, by name or number. */
export function backendPort(backend: Value): Value {
    const legacy = backend.key("servicePort");
    const port = backend.at("service.port");
    return legacy.isStated ? legacy : port.key("name").isStated ? port.key("name") : port.key("number");
}

/** The word by which a backend of the AWS Load Balancer Controller says that an annotation describes what to do. */
export const ALB_ACTION = "use-annotation";

/** True for a backend whose name is that of an action, and of no Service. */
export function isAlbAction(backend: Value): boolean {
    const port = backendPort(backend);
    return !port.isUnknown && port.text === ALB_ACTION;
}

/** The Services that the rules of a Gateway API route send traffic to, or a copy of it. */
export function routeBackends(props: Value): readonly Value[] {
    return props
        .at("spec.rules")
        .items.flatMap((rule) => {
            const backends = rule.key("backendRefs").items;
            const filters = [rule, ...backends].flatMap((holder) => holder.key("filters").items);
            return [...backends, ...filters.map((filter) => filter.at("requestMirror.backendRef"))];
        })
        .filter((backend) => {
            const [group, kind] = [backend.key("group"), backend.key("kind")];
            return (
                !group.isUnknown &&
                !kind.isUnknown &&
                (group.text ?? "") === "" &&
                (kind.text ?? "Service") === "Service"
            );
        });
}

function binding({ props }: Resource, namespace: string | undefined): readonly Reference[] {
    const role = props.key("roleRef");
    const kind = role.key("kind");
    const group = "rbac.authorization.k8s.io";
    return [
        ...(kind.isUnknown || kind.text === undefined
            ? []
            : [
                  {
                      at: role.key("name"),
                      kind: `${group}/${kind.text}`,
                      namespace: kind.text === "ClusterRole" ? CLUSTER_SCOPE : namespace,
                  },
              ]),
        ...props
            .key("subjects")
            .items.filter((subject) => !subject.key("kind").isUnknown && subject.key("kind").text === "ServiceAccount")
            .map((subject) => ({
                at: subject.key("name"),
                kind: "ServiceAccount",
                namespace: otherNamespace(subject.key("namespace"), namespace),
            })),
    ];
}

function podReferences(
    { spec, containers }: PodView,
    namespace: string | undefined,
    replaced: readonly (string | undefined)[],
): readonly Reference[] {
    const account = spec.key("serviceAccountName");
    const sources = spec
        .key("volumes")
        .items.filter((volume) => !replaced.includes(volume.key("name").text ?? ""))
        .flatMap((volume) => [volume, ...volume.at("projected.sources").items]);
    const secret = (source: Value, name = "name") =>
        required({ at: source.key(name), kind: "Secret", namespace }, source);
    const configMap = (source: Value) => required({ at: source.key("name"), kind: "ConfigMap", namespace }, source);
    return [
        { at: account.isStated ? account : spec.key("serviceAccount"), kind: "ServiceAccount", namespace },
        ...spec.key("imagePullSecrets").items.map((pull) => ({ at: pull.key("name"), kind: "Secret", namespace })),
        ...containers.flatMap(({ value }) => [
            ...value
                .key("env")
                .items.map((variable) => variable.key("valueFrom"))
                .filter((from) => from.isStated)
                .flatMap((from) => [...secret(from.key("secretKeyRef")), ...configMap(from.key("configMapKeyRef"))]),
            ...value
                .key("envFrom")
                .items.flatMap((from) => [...secret(from.key("secretRef")), ...configMap(from.key("configMapRef"))]),
        ]),
        ...sources.flatMap((source) => {
            const claim = source.key("persistentVolumeClaim");
            return [
                // A volume calls the name of its Secret otherwise than every other place does.
                ...secret(source.key("secret"), "secretName"),
                ...secret(source.key("secret")),
                ...configMap(source.key("configMap")),
                { at: source.at("csi.nodePublishSecretRef.name"), kind: "Secret", namespace },
                { at: claim.key("claimName"), kind: "PersistentVolumeClaim", namespace },
                storageClass(source.at("ephemeral.volumeClaimTemplate.spec")),
            ];
        }),
    ];
}

/** A reference that is not optional. Whether it is may be unknown, and then it is none to judge. */
function required(reference: Reference, source: Value): readonly Reference[] {
    if (!source.isStated) {
        return [];
    }
    const optional = source.key("optional");
    return source.isUnknown || (!optional.isUnknown && optional.known !== true) ? [reference] : [];
}

function storageClass(claim: Value): Reference {
    return { at: claim.key("storageClassName"), kind: "storage.k8s.io/StorageClass", namespace: CLUSTER_SCOPE };
}

function otherNamespace(stated: Value, own: string | undefined): string | undefined {
    return stated.isUnknown ? undefined : (stated.text ?? own);
}

function groupOf(apiVersion: string | undefined): string {
    return apiVersion?.includes("/") === true ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}
