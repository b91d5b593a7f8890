import {
    ValidatingAdmissionPolicy,
    ValidatingAdmissionPolicyBinding,
} from "@pulumi/kubernetes/admissionregistration/v1";
import * as pulumi from "@pulumi/pulumi";
import { admissionPolicies } from "../../policies/admission/admission-policies";
import type { PackConfig } from "../../policies/judging/pack-config";

/** Arguments of an {@link AdmissionGuard}. */
export interface AdmissionGuardArgs {
    /** Levels and parameters of the rules, as CrossGuard reads them. */
    readonly packConfig: PackConfig;
    /** Namespaces in which nothing is refused, besides those of the system. */
    readonly exemptNamespaces: readonly string[];
}

/**
 * The rules of the policy pack as the API server's own: what a preview refuses, it refuses from anyone. Levels are those of the
 * pack: what is mandatory is refused, advice is a warning.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class AdmissionGuard extends pulumi.ComponentResource {
    constructor(name: string, args: AdmissionGuardArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:admission:AdmissionGuard", name, { exemptNamespaces: args.exemptNamespaces }, opts);
        for (const { name: part, policy, binding } of admissionPolicies(args.packConfig, args)) {
            const { metadata, spec } = policy;
            const made = new ValidatingAdmissionPolicy(`${name}-${part}`, { metadata, spec }, { parent: this });
            new ValidatingAdmissionPolicyBinding(
                `${name}-${part}-binding`,
                { metadata: binding.metadata, spec: { ...binding.spec, policyName: made.metadata.name } },
                { parent: this },
            );
        }
        this.registerOutputs({});
    }
}
