/**
 * Lists whose items Kubernetes knows by some of their fields, by the name of the list: `x-kubernetes-list-map-keys` of its API. Of
 * two ways the first that fits all items counts.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
export const LIST_KEYS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map<
    string,
    readonly (readonly string[])[]
>([
    ...[
        ...["containers", "ephemeralContainers", "initContainers", "env", "volumes", "imagePullSecrets"],
        ...["matchConditions", "resourceClaims", "schedulingGates", "secrets", "variables", "webhooks"],
    ].map((list) => [list, [["name"]]] as const),
    ["conditions", [["type"]]],
    ["hostAliases", [["ip"]]],
    ["ownerReferences", [["uid"]]],
    [
        "ports",
        [
            ["containerPort", "protocol"],
            ["port", "protocol"],
        ],
    ],
    ["topologySpreadConstraints", [["topologyKey", "whenUnsatisfiable"]]],
    ["volumeDevices", [["devicePath"]]],
    ["volumeMounts", [["mountPath"]]],
]);

/** Lists whose order means nothing: `x-kubernetes-list-type: set`. */
export const KUBERNETES_SETS: ReadonlySet<string> = new Set(["finalizers"]);
