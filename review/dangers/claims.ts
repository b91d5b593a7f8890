import { isObject } from "../../core/data";
import type { Effect } from "../model/danger";
import type { KubernetesObject } from "./objects";
import { listIn, textIn, valueIn } from "./states";

/** A PersistentVolumeClaim, written as an object or made by a StatefulSet. */
export interface Claim {
    readonly namespace: string;
    readonly name: string;
    /** The StorageClass that it names. @default the cluster's default class */
    readonly className?: string;
    /** As it is asked for, for example `10Gi`. */
    readonly size?: string;
}

/** Provisioners of EBS: a volume of theirs is in one zone, and only nodes there can mount it. */
export const EBS_PROVISIONERS: readonly string[] = [
    "ebs.csi.aws.com",
    "ebs.csi.eks.amazonaws.com",
    "kubernetes.io/aws-ebs",
];

/** Every claim that the objects of a cluster make, each once. */
export function claimsOf(objects: readonly KubernetesObject[]): readonly Claim[] {
    const written = objects
        .filter(({ kind }) => kind === "PersistentVolumeClaim")
        .map(({ state, namespace, name }) => claim(namespace, name, valueIn(state, "spec")));
    const made = objects.filter(({ kind }) => kind === "apps/StatefulSet").flatMap((set) => claimsOfSet(set));
    return [...new Map([...made, ...written].map((one) => [nameOfClaim(one), one])).values()];
}

/** The claims that a StatefulSet makes for its replicas. @param replicas how many. @default as many as it has */
export function claimsOfSet(
    { state, namespace, name }: KubernetesObject,
    replicas = replicasOf(state),
): readonly Claim[] {
    const start = Number(valueIn(state, "spec.ordinals.start") ?? 0);
    const ordinals = Array.from({ length: replicas }, (_, index) => start + index);
    return listIn(state, "spec.volumeClaimTemplates").flatMap((template) => {
        const { metadata, spec } = isObject(template) ? template : {};
        const volume = isObject(metadata) ? String(metadata.name) : "";
        return ordinals.map((ordinal) => claim(namespace, `${volume}-${name}-${ordinal}`, spec));
    });
}

/** The replicas of a workload; Kubernetes makes one where it says nothing. */
export function replicasOf(state: KubernetesObject["state"]): number {
    const replicas = valueIn(state, "spec.replicas");
    return typeof replicas === "number" ? replicas : 1;
}

function claim(namespace: string, name: string, spec: unknown): Claim {
    const { storageClassName, resources } = isObject(spec) ? spec : {};
    const requests = isObject(resources) && isObject(resources.requests) ? resources.requests : {};
    return {
        ...{ namespace, name },
        ...(typeof storageClassName === "string" && { className: storageClassName }),
        ...(typeof requests.storage === "string" && { size: requests.storage }),
    };
}

/** How a claim is called where the engine has no name for it. */
export function nameOfClaim({ namespace, name }: Claim): string {
    return `PersistentVolumeClaim ${namespace}/${name}`;
}

/** The StorageClass of a claim; undefined where the stack does not have it. */
export function classOf({ className }: Claim, objects: readonly KubernetesObject[]): KubernetesObject | undefined {
    const classes = objects.filter(({ kind }) => kind === "storage.k8s.io/StorageClass");
    return className === undefined ? classes.find(isDefault) : classes.find(({ name }) => name === className);
}

function isDefault({ state }: KubernetesObject): boolean {
    return textIn(state, 'metadata.annotations["storageclass.kubernetes.io/is-default-class"]') === "true";
}

/**
 * What happens to claims that Kubernetes deletes: volumes go too where the class reclaims by Delete, which it does unless it says otherwise.
 *
 * @param objects what the cluster holds
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy
 */
export function deletedClaims(claims: readonly Claim[], objects: readonly KubernetesObject[]) {
    const fates = claims.map((one) => {
        const storageClass = classOf(one, objects);
        const policy = storageClass && (textIn(storageClass.state, "reclaimPolicy") ?? "Delete");
        return { claim: one, className: storageClass?.name ?? one.className, policy };
    });
    const named = (policy: string | undefined) => fates.filter((fate) => fate.policy === policy);
    const stay = named("Retain");
    const unsure = fates.filter(({ policy }) => policy === undefined);
    const classes = (of: typeof fates) =>
        [...new Set(of.map(({ className }) => className ?? "the default"))].join(", ");
    const affects: readonly Effect[] = [
        ...(stay.length === 0
            ? []
            : [
                  {
                      what: stay.map(({ claim }) => nameOfClaim(claim)),
                      how: `leave their volumes behind, bound to nothing: the class (${classes(stay)}) reclaims by Retain`,
                  },
              ]),
        ...(unsure.length === 0
            ? []
            : [
                  {
                      what: unsure.map(({ claim }) => nameOfClaim(claim)),
                      how: `may take their volumes along: the class (${classes(unsure)}) is not in this stack`,
                  },
              ]),
    ];
    return {
        takesAlong: fates.flatMap(({ claim, policy }) => [
            nameOfClaim(claim),
            ...(policy === "Delete" ? [`volume ${claim.namespace}/${claim.name}`] : []),
        ]),
        affects,
    };
}
