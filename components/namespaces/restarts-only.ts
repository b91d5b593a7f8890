/** What `kubectl rollout restart` writes into a workload's pod template. */
const RESTARTED = "kubectl.kubernetes.io/restartedAt";

const KINDS = ["daemonsets", "deployments", "statefulsets"];

/** Parts of a workload from which pods are made, and from which nothing is added and nothing taken away. */
const TEMPLATE = "spec.template";
const SAME = ["labels", "finalizers"].map(
    (part) => `object.${TEMPLATE}.metadata.?${part} == oldObject.${TEMPLATE}.metadata.?${part}`,
);

/** The annotations of one pod template that another one has as well, but for the time of the restart. */
function annotationsIn(one: string, other: string): string {
    const of = (object: string) => `${object}.${TEMPLATE}.metadata.?annotations.orValue({})`;
    return `${of(one)}.all(key, key == '${RESTARTED}' || (key in ${of(other)} && ${of(other)}[key] == ${of(one)}[key]))`;
}

/**
 * A ValidatingAdmissionPolicy that lets a group restart workloads, and change nothing else of what their pods are. RBAC cannot tell a
 * restart from another image or another ServiceAccount, with which its members would have the rights of any workload.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function restartsOnly(group: string) {
    return {
        failurePolicy: "Fail",
        matchConditions: [{ name: "group", expression: `'${group}' in request.userInfo.groups` }],
        matchConstraints: {
            resourceRules: [{ apiGroups: ["apps"], apiVersions: ["*"], operations: ["UPDATE"], resources: [...KINDS] }],
        },
        validations: [
            {
                expression: [
                    `object.${TEMPLATE}.spec == oldObject.${TEMPLATE}.spec`,
                    ...SAME,
                    annotationsIn("object", "oldObject"),
                    annotationsIn("oldObject", "object"),
                ].join(" && "),
                message: `${group} may restart workloads (kubectl rollout restart), and change nothing else of what their pods are`,
            },
        ],
    };
}
