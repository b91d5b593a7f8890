/** A Kubernetes object that the generator makes; plain data. */
export interface KubernetesObject<Kind extends string, Spec> {
    readonly apiVersion: "admissionregistration.k8s.io/v1";
    readonly kind: Kind;
    readonly metadata: {
        readonly name: string;
        readonly labels: Readonly<Record<string, string>>;
        readonly annotations: Readonly<Record<string, string>>;
    };
    readonly spec: Spec;
}

interface NamespaceSelector {
    readonly matchExpressions: { key: string; operator: "In" | "NotIn"; values: string[] }[];
}

/** Requests that a policy looks at. */
export interface ResourceRule {
    readonly apiGroups: string[];
    readonly apiVersions: string[];
    readonly resources: string[];
    readonly operations: string[];
    readonly scope: "Namespaced" | "*";
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/validating-admission-policy-v1/ */
export type ValidatingAdmissionPolicy = KubernetesObject<
    "ValidatingAdmissionPolicy",
    {
        failurePolicy: "Fail";
        matchConstraints: {
            resourceRules: ResourceRule[];
            excludeResourceRules?: ResourceRule[];
        };
        matchConditions: { name: string; expression: string }[];
        variables: { name: string; expression: string }[];
        validations: { expression: string; message: string; messageExpression: string; reason: "Forbidden" }[];
    }
>;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/validating-admission-policy-binding-v1/ */
export type ValidatingAdmissionPolicyBinding = KubernetesObject<
    "ValidatingAdmissionPolicyBinding",
    {
        policyName: string;
        validationActions: ("Deny" | "Warn" | "Audit")[];
        matchResources: { namespaceSelector: NamespaceSelector };
    }
>;

/** A policy with the binding that puts it in force. */
export interface BoundPolicy {
    /** What the policy is about and how strict it is, such as `workloads-deny`. */
    readonly name: string;
    /** The ids of the rules that it holds. */
    readonly rules: readonly string[];
    readonly policy: ValidatingAdmissionPolicy;
    readonly binding: ValidatingAdmissionPolicyBinding;
}

/** Selects namespaces by their names. */
export function namespacesWhere(operator: "In" | "NotIn", names: readonly string[]): NamespaceSelector {
    return { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator, values: [...names] }] };
}
